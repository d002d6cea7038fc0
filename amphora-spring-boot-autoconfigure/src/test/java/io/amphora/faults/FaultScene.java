package io.amphora.faults;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static org.awaitility.Awaitility.await;

/**
 * A client and a server in the middle of their work.
 */
final class FaultScene implements AutoCloseable {

	/** Long enough for every fault to pass, so that any failure counts as a loss. */
	static final Duration LONG = Duration.ofSeconds(60);

	static final Duration SHORT = Duration.ofSeconds(5);

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final List<CachingConnectionFactory> connectionFactories;

	private final Ledger ledger = new Ledger();

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final FaultLoad load;

	FaultScene(CachingConnectionFactory serverConnection, CachingConnectionFactory clientConnection, Duration timeout) {
		this(serverConnection, clientConnection, timeout, FaultSetup.DEFAULT);
	}

	FaultScene(CachingConnectionFactory serverConnection, CachingConnectionFactory clientConnection, Duration timeout,
			FaultSetup setup) {
		this.connectionFactories = List.of(serverConnection, clientConnection);
		String service = "faults-" + UUID.randomUUID();
		this.server = setup.applyTo(AmphoraServer.builder(service, serverConnection)).build();
		this.server.addFunction(FaultLoad.FUNCTION, (call) -> {
			String request = call.argument(0, String.class);
			this.ledger.executed(request);
			setup.takeTime();
			return Ledger.answerTo(request);
		});
		this.server.serve().join();
		this.client = setup.applyTo(AmphoraClient.builder(service, clientConnection))
			.uuid("caller")
			.timeout(timeout)
			.build();
		this.load = new FaultLoad(this.client, this.ledger, timeout);
		this.load.awaitAnswers(50);
	}

	String requestQueue() {
		return "rpc_" + this.client.service() + "_request";
	}

	String responseQueue() {
		return "rpc_" + this.client.service() + "_response_" + this.client.uuid();
	}

	/** Let the fault strike, several times, with proper work before and after. */
	FaultReport underLoad(String fault, int times, Runnable strike) {
		for (int i = 0; i < times; i++) {
			this.load.awaitAnswers(200);
			strike.run();
		}
		this.load.awaitAnswers(200);
		this.load.finish();
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		return this.ledger.report(fault);
	}

	@Override
	public void close() {
		this.load.close();
		this.client.close();
		this.server.close();
		this.connectionFactories.forEach(CachingConnectionFactory::destroy);
	}

}
