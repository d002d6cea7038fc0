/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.faults;

import java.time.Duration;
import java.util.Set;

import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import io.amphora.test.TcpProxy;
import org.junit.jupiter.api.AfterEach;

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

	@FaultTest
	void connectionsClosedByTheBroker(FaultMode mode) {
		strike(mode, mode.failuresWithoutConnections(), "connections closed by the broker, 5 times", 5,
				() -> node.ctl("close_all_connections", "test"));
	}

	@FaultTest
	void connectionsCut(FaultMode mode) {
		strike(mode, mode.failuresWithoutConnections(), "connections cut (RST), 5 times", 5, () -> {
			this.clientProxy.cut();
			this.serverProxy.cut();
		});
	}

	@FaultTest
	void connectionsHalfClosed(FaultMode mode) {
		strike(mode, mode.failuresWithoutConnections(), "connections half closed, 5 times", 5, () -> {
			this.clientProxy.halfClose();
			this.serverProxy.halfClose();
		});
	}

	@FaultTest
	void connectionsFrozen(FaultMode mode) {
		strike(mode, mode.failuresWithoutConnections(), "connections frozen for 10 s, heartbeat 2 s", 1, () -> {
			this.clientProxy.freeze();
			this.serverProxy.freeze();
			FaultNode.pass(Duration.ofSeconds(10));
			this.clientProxy.resume();
			this.serverProxy.resume();
		});
	}

	@FaultTest
	void connectionOfTheServerFrozen(FaultMode mode) {
		strike(mode, mode.failuresWithoutServer(), "connection of the server frozen for 10 s, heartbeat 2 s", 1, () -> {
			this.serverProxy.freeze();
			FaultNode.pass(Duration.ofSeconds(10));
			this.serverProxy.resume();
		});
	}

	private void strike(FaultMode mode, Set<String> failures, String fault, int times, Runnable strike) {
		try (FaultScene scene = new FaultNode(node).scene(this.serverProxy, this.clientProxy, FaultSetup.of(mode))) {
			FaultNode.record(node, scene.underLoad(fault, times, strike))
				.requireSuccessOr(failures)
				.requireNoneLostUnlessRedelivered();
		}
	}

}
