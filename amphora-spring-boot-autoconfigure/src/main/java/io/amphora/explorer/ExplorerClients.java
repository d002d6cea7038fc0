package io.amphora.explorer;

import java.util.Collection;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;

/**
 * Provides the clients of the explorer. Implementations must be thread-safe.
 */
public interface ExplorerClients {

	/**
	 * Return the services that the explorer shows.
	 * @return the names of the services
	 */
	Collection<String> services();

	/**
	 * Return a client for a service.
	 * @param service one of the {@link #services()}
	 * @return the client; the explorer does not close it
	 */
	AmphoraClient client(String service);

	/**
	 * Return a client for the fanout servers of a service.
	 * @param service one of the {@link #services()}
	 * @return the client; the explorer does not close it
	 */
	AmphoraFanoutClient fanoutClient(String service);

}
