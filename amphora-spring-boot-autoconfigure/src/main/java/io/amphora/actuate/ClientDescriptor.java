package io.amphora.actuate;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ClientState;
import io.amphora.client.ClientStatistics;

/**
 * What an operator sees of a client.
 *
 * @param service the service that it calls
 * @param instance what tells the client from others of the service
 * @param fanout whether it calls all fanout servers
 * @param state what it was asked to do
 * @param connection how it stands with the broker
 * @param statistics what it has counted
 */
public record ClientDescriptor(String service, String instance, boolean fanout, ClientState state,
		ConnectionDescriptor connection, ClientStatistics statistics) {

	static ClientDescriptor of(AmphoraClient client) {
		return new ClientDescriptor(client.service(), client.uuid(), client instanceof AmphoraFanoutClient,
				client.state(), ConnectionDescriptor.of(client.connectionName(), client.connection()),
				client.statistics());
	}

}
