package io.amphora.server;

import java.util.concurrent.Executor;

import io.amphora.serializer.RpcSerializer;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BrokerTransport;
import org.jspecify.annotations.Nullable;

/**
 * A fanout server. Only fanout servers are of this type, so applications can distinguish
 * their servers by type.
 */
final class DefaultAmphoraFanoutServer extends DefaultAmphoraServer implements AmphoraFanoutServer {

	DefaultAmphoraFanoutServer(ServiceTopology topology, RpcSerializer serializer, ServerSettings settings,
			@Nullable Executor executor, BrokerTransport transport, boolean ownTransport) {
		super(topology, ServerRole.fanout(topology, settings.uuid()), serializer, settings, executor, transport,
				ownTransport);
	}

}
