package io.amphora.server;

import io.amphora.transport.BrokerTransport;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * Serves the functions of one service, and gets every fanout request of that service, as
 * does every other fanout server that is connected. Requests that are sent while it is
 * not connected pass it by. A function that throws
 * {@link io.amphora.IgnoreRequestException} leaves its request without an answer from
 * this server. Thread-safe.
 */
public interface AmphoraFanoutServer extends AmphoraServer {

	/**
	 * Begin to build a server.
	 * @param service the service to serve; {@code buildFanout} ends it
	 * @param connectionFactory gives the connections, and stays its creator's to close
	 * @return a builder
	 */
	static AmphoraServerBuilder builder(String service, ConnectionFactory connectionFactory) {
		return AmphoraServer.builder(service, connectionFactory);
	}

	/**
	 * Begin to build a server that shares its transport with others.
	 * @param service the service to serve; {@code buildFanout} ends it
	 * @param transport the transport, which stays its creator's to close
	 * @return a builder
	 */
	static AmphoraServerBuilder builder(String service, BrokerTransport transport) {
		return AmphoraServer.builder(service, transport);
	}

}
