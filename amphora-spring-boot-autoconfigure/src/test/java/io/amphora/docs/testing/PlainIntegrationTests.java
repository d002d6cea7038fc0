package io.amphora.docs.testing;

import io.amphora.client.AmphoraClient;
import io.amphora.embedded.EmbeddedBroker;
import io.amphora.server.AmphoraServer;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

class PlainIntegrationTests {

	// tag::plain[]
	@Test
	void addsNumbers() {
		try (EmbeddedBroker broker = EmbeddedBroker.start(0)) {
			CachingConnectionFactory connections = new CachingConnectionFactory(broker.host(), broker.port());
			connections.setUsername(broker.username());
			connections.setPassword(broker.password());
			try (AmphoraServer server = AmphoraServer.builder("simplemath", connections).build();
					AmphoraClient client = AmphoraClient.builder("simplemath", connections).build()) {
				server.addFunction("add", (call) -> call.argument(0, int.class) + call.argument(1, int.class));
				server.serve();
				assertThat(client.call("add", int.class, 2, 3)).isEqualTo(5);
			}
			connections.destroy();
		}
	}
	// end::plain[]

}
