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

import java.util.HashSet;
import java.util.Set;

import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import io.amphora.test.TcpProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Calls that are cancelled or time out while a server is killed and connections are cut.
 */
@RabbitMqNodeTest
class CancellationFaultSuite {

	private static final int TIMES = 4;

	private static final int REPLIES = 150;

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	@FaultTest
	void callsCancelledWhileAServerIsKilledAndConnectionsAreCut(FaultMode mode) {
		Set<String> failures = new HashSet<>(mode.failuresWithoutConnections());
		failures.addAll(Set.of("CancellationException", "NoResultException"));
		String uri = "amqp://%s:%d".formatted(node.host(), node.port());
		try (TcpProxy serverProxy = TcpProxy.to(node.host(), node.port());
				TcpProxy clientProxy = TcpProxy.to(node.host(), node.port());
				CancellationScene scene = new CancellationScene(mode, uri, serverProxy, clientProxy,
						(proxy) -> FaultNode.connectionFactory(proxy.host(), proxy.port()))) {
			FaultReport report = scene
				.underLoad("calls cancelled or timed out: server process killed and connections cut (RST), %d times"
					.formatted(TIMES), TIMES, REPLIES);
			requireAcknowledged(scene.requestQueue());
			scene.requireNothingLeft();
			FaultNode.record(node, report).requireSuccessOr(failures);
		}
	}

	/** Also requests that expire once they are back in the queue. */
	private static void requireAcknowledged(String queue) {
		await().untilAsserted(
				() -> assertThat(node.ctl("list_queues", "--silent", "name", "messages_unacknowledged").lines())
					.contains(queue + "\t0"));
	}

}
