package io.amphora.server;

import java.util.concurrent.Executor;

import io.amphora.serializer.RpcSerializer;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BrokerTransport;
import org.jspecify.annotations.Nullable;

/**
 * A server in the role of a fanout server. Only these are of that type, so that an
 * application can tell its servers apart by type.
 */
final class DefaultAmphoraFanoutServer extends DefaultAmphoraServer implements AmphoraFanoutServer {

	DefaultAmphoraFanoutServer(ServiceTopology topology, RpcSerializer serializer, ServerSettings settings,
			@Nullable Executor executor, BrokerTransport transport, boolean ownTransport) {
		super(topology, ServerRole.fanout(topology, settings.uuid()), serializer, settings, executor, transport,
				ownTransport);
	}

}
