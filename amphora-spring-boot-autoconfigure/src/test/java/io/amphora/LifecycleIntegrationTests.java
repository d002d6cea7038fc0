package io.amphora;

import java.time.Duration;

import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link AmphoraClient} and {@link AmphoraServer} that are started, stopped and
 * closed.
 */
@BrokerTest
class LifecycleIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final AmphoraServer server;

	private final AmphoraClient client;

	LifecycleIntegrationTests(TestBroker broker) {
		String service = broker.uniqueName("lifecycle");
		this.server = AmphoraServer.builder(service, broker.connectionFactory()).build();
		this.client = AmphoraClient.builder(service, broker.connectionFactory()).timeout(PATIENCE).build();
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
		this.server.serve();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
	}

	@Test
	void closingTwiceAndStoppingAfterwardsDoesNothing() {
		this.client.close();
		this.client.stop();
		this.client.stopPublisher();
		this.client.stopConsumer();
		this.client.close();
		this.server.close();
		this.server.prepareStop();
		this.server.stop();
		this.server.stopPublisher();
		this.server.stopConsumer();
		this.server.close();
	}

	@Test
	void whatIsClosedDoesNotServeAgain() {
		this.client.close();
		this.server.close();
		assertThatExceptionOfType(StoppedException.class).isThrownBy(this.client::serve);
		assertThatExceptionOfType(StoppedException.class).isThrownBy(this.server::serve);
		assertThatExceptionOfType(StoppedException.class).isThrownBy(() -> this.client.call("add", int.class, 2, 3));
	}

}
