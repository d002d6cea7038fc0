package io.amphora.faults;

import java.time.Duration;
import java.util.Set;

import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import io.amphora.test.TcpProxy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Load with messages that do not survive the broker. What is in its queues when it ends
 * is gone, so callers have to be told by their timeout; everything else is as safe as
 * with persistent messages.
 */
@RabbitMqNodeTest
class TransientFaultSuite {

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	@Test
	void connectionsCut() {
		try (TcpProxy serverProxy = TcpProxy.to(node.host(), node.port());
				TcpProxy clientProxy = TcpProxy.to(node.host(), node.port());
				FaultScene scene = new FaultNode(node).scene(serverProxy, clientProxy, FaultScene.LONG,
						FaultSetup.TRANSIENT)) {
			FaultNode.record(node, scene.underLoad("transient messages: connections cut (RST), 5 times", 5, () -> {
				clientProxy.cut();
				serverProxy.cut();
			}).requireAnswers());
		}
	}

	@Test
	void brokerKilled() {
		try (FaultScene scene = scene(FaultScene.SHORT)) {
			FaultNode.record(node, scene
				.underLoad("transient messages: broker killed and started again, twice, timeout 5 s", 2, () -> {
					node.kill();
					node.start();
				})
				.requireAnswersOr(Set.of("NoResultException")));
		}
	}

	/** Calls that are made while the broker is away are held, and answered by the end. */
	@Test
	void brokerStopped() {
		try (FaultScene scene = scene(FaultScene.LONG)) {
			FaultReport report = scene.underLoad("transient messages: broker stopped for 10 s", 1, () -> {
				node.stop();
				FaultNode.pass(Duration.ofSeconds(10));
				node.start();
			});
			FaultNode.record(node, report.requireAnswersOr(Set.of("NoResultException")));
			assertThat(report.failed()).as("calls that were open when the broker stopped")
				.isLessThanOrEqualTo(FaultLoad.THREADS);
		}
	}

	private FaultScene scene(Duration timeout) {
		return new FaultNode(node).scene(timeout, FaultSetup.TRANSIENT);
	}

}
