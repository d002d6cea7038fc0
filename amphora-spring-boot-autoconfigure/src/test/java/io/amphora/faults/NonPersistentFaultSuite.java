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
import java.util.HashSet;
import java.util.Set;

import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import io.amphora.test.TcpProxy;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Load with messages that the broker does not keep. What is in its queues when it ends is
 * gone, so callers have to be told by their timeout; everything else is as safe as with
 * persistent messages.
 */
@RabbitMqNodeTest
class NonPersistentFaultSuite {

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	@FaultTest
	void connectionsCut(FaultMode mode) {
		try (TcpProxy serverProxy = TcpProxy.to(node.host(), node.port());
				TcpProxy clientProxy = TcpProxy.to(node.host(), node.port());
				FaultScene scene = new FaultNode(node).scene(serverProxy, clientProxy,
						FaultSetup.of(mode).withNonPersistentMessages())) {
			FaultNode.record(node, scene.underLoad("non-persistent messages: connections cut (RST), 5 times", 5, () -> {
				clientProxy.cut();
				serverProxy.cut();
			})).requireSuccessOr(mode.failuresWithoutConnections()).requireNoneLostUnlessRedelivered();
		}
	}

	@FaultTest
	void brokerKilled(FaultMode mode) {
		try (FaultScene scene = scene(mode, FaultSetup.SHORT)) {
			FaultNode.record(node, scene
				.underLoad("non-persistent messages: broker killed and started again, twice, timeout 5 s", 2, () -> {
					node.kill();
					node.start();
				})).requireSuccessOr(failures(mode));
		}
	}

	/**
	 * Calls that are made while the broker is away are held, and completed by the end.
	 */
	@FaultTest
	void brokerStopped(FaultMode mode) {
		try (FaultScene scene = scene(mode, Duration.ofSeconds(45))) {
			FaultReport report = scene.underLoad("non-persistent messages: broker stopped for 10 s", 1, () -> {
				node.stop();
				FaultNode.pass(Duration.ofSeconds(10));
				node.start();
			});
			FaultNode.record(node, report).requireSuccessOr(failures(mode));
			assertThat(report.failed()).as("calls that were open when the broker stopped")
				.isLessThanOrEqualTo(FaultLoad.OPEN);
		}
	}

	private static Set<String> failures(FaultMode mode) {
		Set<String> failures = new HashSet<>(mode.failuresWithoutConnections());
		failures.add("NoResultException");
		return failures;
	}

	private FaultScene scene(FaultMode mode, Duration timeout) {
		return new FaultNode(node).scene(FaultSetup.of(mode).withNonPersistentMessages().withTimeout(timeout));
	}

}
