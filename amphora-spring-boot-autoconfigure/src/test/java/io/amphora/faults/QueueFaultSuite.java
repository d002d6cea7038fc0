package io.amphora.faults;

import java.util.Set;
import java.util.function.Function;

import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Load over queues that are deleted. The messages in a queue are gone then, so callers
 * have to learn it, within their timeout.
 */
@RabbitMqNodeTest
class QueueFaultSuite {

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	@FaultTest
	void requestQueueDeleted(FaultMode mode) {
		strike(mode, "request queue deleted, 3 times, timeout 5 s", FaultScene::requestQueue)
			.requireSuccessOr(Set.of("NoResultException", "UnroutableRequestException"))
			.requireNoDuplicates();
	}

	@ParameterizedTest
	@MethodSource("io.amphora.faults.FaultMode#selectedWithReplyQueue")
	void responseQueueDeleted(FaultMode mode) {
		strike(mode, "response queue deleted, 3 times, timeout 5 s", FaultScene::responseQueue)
			.requireSuccessOr(Set.of("AnswerLostException", "NoResultException"))
			.requireNoDuplicates()
			.requireNoneLost();
	}

	private FaultReport strike(FaultMode mode, String fault, Function<FaultScene, String> queue) {
		try (FaultScene scene = new FaultNode(node).scene(FaultSetup.of(mode).withTimeout(FaultSetup.SHORT))) {
			return FaultNode.record(node,
					scene.underLoad(fault, 3, () -> node.ctl("delete_queue", queue.apply(scene))));
		}
	}

}
