package io.amphora.benchmark;

import java.time.Duration;

import io.amphora.client.AmphoraClient;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * A client as an application of its own would have it, with connections of its own.
 *
 * @param connectionFactory the connections
 * @param client the client
 */
record ClientPeer(CachingConnectionFactory connectionFactory, AmphoraClient client) implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofMinutes(5);

	ClientPeer(CachingConnectionFactory connectionFactory, String service) throws Exception {
		this(connectionFactory, AmphoraClient.builder(service, connectionFactory).timeout(TIMEOUT).build());
		this.client.serve().get();
	}

	@Override
	public void close() {
		this.client.close();
		this.connectionFactory.destroy();
	}

}
