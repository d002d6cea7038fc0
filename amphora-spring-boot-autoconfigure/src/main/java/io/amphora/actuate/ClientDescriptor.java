package io.amphora.actuate;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ClientState;
import io.amphora.client.ClientStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Description of a client for operators.
 *
 * @param bean the name of the bean, or {@code null} if the client is not a bean
 * @param service the service that it calls
 * @param instance id of the client, unique within the service
 * @param fanout whether it calls all fanout servers
 * @param state the lifecycle state
 * @param connection the connections to the broker
 * @param statistics the statistics of the client
 */
public record ClientDescriptor(@Nullable String bean, String service, String instance, boolean fanout,
		ClientState state, ConnectionDescriptor connection, ClientStatistics statistics) {

	static ClientDescriptor of(@Nullable String bean, AmphoraClient client) {
		return new ClientDescriptor(bean, client.service(), client.uuid(), client instanceof AmphoraFanoutClient,
				client.state(), ConnectionDescriptor.of(client.connectionName(), client.connection()),
				client.statistics());
	}

}
