package io.amphora;

import io.amphora.server.AmphoraServer;
import io.amphora.transport.BrokerTransport;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * A server process with a function that ends it at once, as if it had crashed.
 */
final class DyingServer {

	static final String DYING = "dying";

	private DyingServer() {
	}

	public static void main(String[] arguments) throws Exception {
		CachingConnectionFactory connections = new CachingConnectionFactory();
		connections.setUri(arguments[0]);
		try (AmphoraServer server = AmphoraServer.builder(arguments[1], new BrokerTransport(connections))
			.deliveryLimit(Integer.parseInt(arguments[2]))
			.build()) {
			server.addFunction("ping", (call) -> "pong");
			server.addFunction("die", (call) -> {
				System.out.println(DYING);
				Runtime.getRuntime().halt(1);
				return null;
			});
			server.serve().join();
			server.awaitStop();
		}
	}

}
