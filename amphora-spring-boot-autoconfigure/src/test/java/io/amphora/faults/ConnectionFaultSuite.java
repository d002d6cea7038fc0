package io.amphora.faults;

import java.time.Duration;

import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import io.amphora.test.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Load over connections that break.
 */
@RabbitMqNodeTest
class ConnectionFaultSuite {

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	private final TcpProxy clientProxy = TcpProxy.to(node.host(), node.port());

	private final TcpProxy serverProxy = TcpProxy.to(node.host(), node.port());

	@AfterEach
	void close() {
		this.clientProxy.close();
		this.serverProxy.close();
	}

	@Test
	void connectionsClosedByTheBroker() {
		strike("connections closed by the broker, 5 times", 5, () -> node.ctl("close_all_connections", "test"));
	}

	@Test
	void connectionsCut() {
		strike("connections cut (RST), 5 times", 5, () -> {
			this.clientProxy.cut();
			this.serverProxy.cut();
		});
	}

	@Test
	void connectionsHalfClosed() {
		strike("connections half closed, 5 times", 5, () -> {
			this.clientProxy.halfClose();
			this.serverProxy.halfClose();
		});
	}

	@Test
	void connectionsFrozen() {
		strike("connections frozen for 10 s, heartbeat 2 s", 1, () -> {
			this.clientProxy.freeze();
			this.serverProxy.freeze();
			FaultNode.pass(Duration.ofSeconds(10));
			this.clientProxy.resume();
			this.serverProxy.resume();
		});
	}

	@Test
	void connectionOfTheServerFrozen() {
		strike("connection of the server frozen for 10 s, heartbeat 2 s", 1, () -> {
			this.serverProxy.freeze();
			FaultNode.pass(Duration.ofSeconds(10));
			this.serverProxy.resume();
		});
	}

	private void strike(String fault, int times, Runnable strike) {
		try (FaultScene scene = new FaultNode(node).scene(this.serverProxy, this.clientProxy, FaultScene.LONG)) {
			FaultNode.record(node, scene.underLoad(fault, times, strike).requireAnswers());
		}
	}

}
