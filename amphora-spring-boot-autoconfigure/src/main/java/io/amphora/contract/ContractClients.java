package io.amphora.contract;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;

/**
 * Finds the clients of imported contracts. An application needs a bean of this type only
 * if it has contracts of services that it has no {@link AmphoraClient} bean for.
 */
@FunctionalInterface
public interface ContractClients {

	/**
	 * The client of a service; asked once for each contract, when it is first called.
	 * @param service the name of the service
	 * @return a client of that service
	 */
	AmphoraClient client(String service);

	/**
	 * The client of the fanout functions of a service; asked once for each contract that
	 * has such functions, when one of them is first called.
	 * @param service the name of the service
	 * @return a client that calls every fanout server of that service
	 * @throws UnsupportedOperationException by default
	 */
	default AmphoraFanoutClient fanoutClient(String service) {
		throw new UnsupportedOperationException("Fanout functions of service '" + service
				+ "' need an AmphoraFanoutClient bean of it, or a ContractClients bean that finds one");
	}

}
