package io.amphora.faults;

import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;

/**
 * Load over a server and a client that are stopped and serve again.
 */
@RabbitMqNodeTest
class RestartFaultSuite {

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	@FaultTest
	void serverStoppedAndServingAgain(FaultMode mode) {
		try (FaultScene scene = new FaultNode(node).scene(FaultSetup.of(mode))) {
			FaultNode.record(node, scene.underLoad("server stopped and serving again, 10 times", 10, () -> {
				scene.server().stop();
				scene.server().serve().join();
			})).requireSuccess().requireNoDuplicates().requireNoneLost();
		}
	}

	@FaultTest
	void clientStoppedAndServingAgain(FaultMode mode) {
		try (FaultScene scene = new FaultNode(node).scene(FaultSetup.of(mode))) {
			FaultNode.record(node, scene.underLoad("client stopped and serving again, 10 times", 10, () -> {
				scene.client().stop();
				scene.client().serve().join();
			})).requireSuccessOr(mode.failuresWithoutConnections()).requireNoneLostUnlessRedelivered();
		}
	}

}
