package io.amphora.faults;

import java.util.Set;
import java.util.function.Function;

import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import org.junit.jupiter.api.Test;

/**
 * Load over queues that are deleted. What was in a queue is gone then, so callers have to
 * be told, within their timeout.
 */
@RabbitMqNodeTest
class QueueFaultSuite {

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	@Test
	void requestQueueDeleted() {
		strike("request queue deleted, 3 times, timeout 5 s", FaultScene::requestQueue,
				Set.of("NoResultException", "UnroutableRequestException"));
	}

	@Test
	void responseQueueDeleted() {
		strike("response queue deleted, 3 times, timeout 5 s", FaultScene::responseQueue,
				Set.of("AnswerLostException", "NoResultException"));
	}

	private void strike(String fault, Function<FaultScene, String> queue, Set<String> truth) {
		try (FaultScene scene = new FaultNode(node).scene(FaultScene.SHORT)) {
			FaultReport report = scene.underLoad(fault, 3, () -> node.ctl("delete_queue", queue.apply(scene)));
			FaultNode.record(node, report.requireAnswersOr(truth).requireNoDuplicates());
		}
	}

}
