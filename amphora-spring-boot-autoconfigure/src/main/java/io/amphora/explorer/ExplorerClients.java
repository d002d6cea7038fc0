package io.amphora.explorer;

import java.util.Collection;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;

/**
 * The clients that the explorer calls with. Implementations are thread-safe.
 */
public interface ExplorerClients {

	/**
	 * The services that the explorer shows.
	 * @return their names
	 */
	Collection<String> services();

	/**
	 * A client for a service.
	 * @param service one of the {@link #services()}
	 * @return the client, which stays its creator's to close
	 */
	AmphoraClient client(String service);

	/**
	 * A client for the fanout servers of a service.
	 * @param service one of the {@link #services()}
	 * @return the client, which stays its creator's to close
	 */
	AmphoraFanoutClient fanoutClient(String service);

}
