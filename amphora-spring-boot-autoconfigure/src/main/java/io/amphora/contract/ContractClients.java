package io.amphora.contract;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;

/**
 * Provides the clients of imported contracts. An application needs a bean of this type
 * only if it imports contracts of services without an {@link AmphoraClient} bean.
 */
@FunctionalInterface
public interface ContractClients {

	/**
	 * Return the client of a service. Called once for each contract, when the contract is
	 * first called.
	 * @param service the name of the service
	 * @return a client of that service
	 */
	AmphoraClient client(String service);

	/**
	 * Return the client for the fanout functions of a service. Called once for each
	 * contract that has such functions, when one of them is first called.
	 * @param service the name of the service
	 * @return a client that calls every fanout server of that service
	 * @throws UnsupportedOperationException by default
	 */
	default AmphoraFanoutClient fanoutClient(String service) {
		throw new UnsupportedOperationException("Fanout functions of service '" + service
				+ "' need an AmphoraFanoutClient bean of it, or a ContractClients bean that finds one");
	}

}
