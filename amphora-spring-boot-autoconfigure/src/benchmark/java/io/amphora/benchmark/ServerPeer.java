package io.amphora.benchmark;

import java.util.function.Consumer;

import io.amphora.server.AmphoraServer;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * A server as an application of its own would have it, with connections of its own.
 *
 * @param connectionFactory the connections
 * @param server the server
 */
record ServerPeer(CachingConnectionFactory connectionFactory, AmphoraServer server) implements AutoCloseable {

	ServerPeer(CachingConnectionFactory connectionFactory, String service, Consumer<AmphoraServer> functions)
			throws Exception {
		this(connectionFactory, AmphoraServer.builder(service, connectionFactory).build());
		functions.accept(this.server);
		this.server.serve().get();
	}

	@Override
	public void close() {
		this.server.close();
		this.connectionFactory.destroy();
	}

}
