package io.amphora.faults;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.NoResultException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.ForkedJvm;
import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import io.amphora.transport.BrokerTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Load between processes that are killed.
 */
@RabbitMqNodeTest
class ProcessFaultSuite {

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	private final String service = "faults-" + UUID.randomUUID();

	private final Ledger ledger = new Ledger();

	private final AtomicInteger ready = new AtomicInteger();

	private CachingConnectionFactory connectionFactory;

	private BrokerTransport transport;

	@BeforeEach
	void connect() {
		this.connectionFactory = FaultNode.connectionFactory(node.host(), node.port());
		this.transport = new BrokerTransport(this.connectionFactory);
	}

	@AfterEach
	void disconnect() {
		this.transport.close();
		this.connectionFactory.destroy();
	}

	@Test
	void serverKilled() {
		try (ForkedJvm first = server();
				AmphoraClient client = AmphoraClient.builder(this.service, this.transport).build()) {
			awaitReady(1);
			try (FaultLoad load = new FaultLoad(client, this.ledger, FaultScene.LONG)) {
				load.awaitAnswers(200);
				first.kill();
				try (ForkedJvm second = server(); ForkedJvm third = server()) {
					awaitReady(3);
					load.awaitAnswers(200);
					second.kill();
					load.awaitAnswers(200);
					load.finish();
					third.kill();
				}
			}
		}
		FaultNode.record(node, this.ledger.report("server process killed, twice").requireAnswers());
	}

	@Test
	void clientKilledAndStartedAgainUnderItsName() {
		AmphoraServer server = AmphoraServer.builder(this.service, this.transport).build();
		server.addFunction(FaultLoad.FUNCTION, (call) -> {
			String request = call.argument(0, String.class);
			this.ledger.executed(request);
			return Ledger.answerTo(request);
		});
		server.serve().join();
		try (server) {
			for (String life : new String[] { "first-", "second-", "third-" }) {
				try (ForkedJvm client = client(life)) {
					int before = this.ledger.answered();
					await().atMost(FaultScene.LONG).until(() -> this.ledger.answered() > before + 300);
					client.kill();
				}
			}
		}
		FaultReport report = this.ledger.report("client process killed and started again under its uuid, twice");
		FaultNode.record(node, report);
		assertThat(report.wrong()).isZero();
		assertThat(report.failures()).isEmpty();
		assertThat(report.lost()).as("calls of each life that died with it").isLessThanOrEqualTo(3 * 8);
		report.requireNoDuplicates();
	}

	private ForkedJvm server() {
		return new ForkedJvm(FaultServerProcess.class, this::note, Integer.toString(node.port()), this.service);
	}

	private ForkedJvm client(String prefix) {
		return new ForkedJvm(FaultClientProcess.class, this::note, Integer.toString(node.port()), this.service, prefix);
	}

	private void awaitReady(int servers) {
		await().atMost(FaultScene.LONG).until(() -> this.ready.get() >= servers);
	}

	private void note(String line) {
		String[] event = FaultLines.parse(line);
		String text = event[1];
		switch (event[0]) {
			case FaultLines.READY -> this.ready.incrementAndGet();
			case FaultLines.ACCEPTED -> this.ledger.accepted(text);
			case FaultLines.EXECUTED -> this.ledger.executed(text);
			case FaultLines.ANSWERED -> {
				String[] parts = text.split(" ", 2);
				this.ledger.answered(parts[0], parts[1]);
			}
			case FaultLines.FAILED ->
				this.ledger.failed(text.split(" ", 2)[0], new NoResultException(text, null), false);
			default -> System.out.println(line);
		}
	}

}
