package io.amphora.faults;

import java.time.Duration;

import io.amphora.docs.FaultResults;
import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.TcpProxy;

import io.amphora.transport.ReadingThread;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static org.awaitility.Awaitility.await;

/**
 * The node that a fault suite breaks, and how to get to it.
 */
final class FaultNode {

	/** Short enough to notice a frozen connection within a test. */
	private static final int HEARTBEAT_SECONDS = 2;

	private final PrivateRabbitMqNode node;

	FaultNode(PrivateRabbitMqNode node) {
		this.node = node;
	}

	FaultScene scene(Duration timeout) {
		return scene(timeout, FaultSetup.DEFAULT);
	}

	FaultScene scene(Duration timeout, FaultSetup setup) {
		return new FaultScene(connectionFactory(this.node.host(), this.node.port()),
				connectionFactory(this.node.host(), this.node.port()), timeout, setup);
	}

	FaultScene scene(TcpProxy serverProxy, TcpProxy clientProxy, Duration timeout) {
		return scene(serverProxy, clientProxy, timeout, FaultSetup.DEFAULT);
	}

	FaultScene scene(TcpProxy serverProxy, TcpProxy clientProxy, Duration timeout, FaultSetup setup) {
		return new FaultScene(connectionFactory(serverProxy.host(), serverProxy.port()),
				connectionFactory(clientProxy.host(), clientProxy.port()), timeout, setup);
	}

	static CachingConnectionFactory connectionFactory(String host, int port) {
		CachingConnectionFactory connectionFactory = new CachingConnectionFactory(host, port);
		connectionFactory.setRequestedHeartBeat(HEARTBEAT_SECONDS);
		connectionFactory.setExecutor(ReadingThread.executor());
		return connectionFactory;
	}

	/** Write down what a fault did. */
	static void record(PrivateRabbitMqNode node, FaultReport report) {
		FaultResults.write(node.version().replace("RabbitMQ ", ""), report.row());
	}

	static void pass(Duration time) {
		await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
	}

}
