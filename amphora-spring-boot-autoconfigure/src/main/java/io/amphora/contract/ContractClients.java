package io.amphora.contract;

import io.amphora.client.AmphoraClient;

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

}
