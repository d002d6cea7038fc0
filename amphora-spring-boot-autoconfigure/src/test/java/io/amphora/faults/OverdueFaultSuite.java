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
import java.util.concurrent.CountDownLatch;

import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import org.junit.jupiter.api.BeforeAll;

import static org.awaitility.Awaitility.await;

/**
 * Load over a server that the broker takes for stuck, as one of its functions does not
 * return.
 */
@RabbitMqNodeTest
class OverdueFaultSuite {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	@BeforeAll
	static void start() {
		node.ctl("eval",
				"application:set_env(rabbit, channel_tick_interval, 1000), application:set_env(rabbit, consumer_timeout, 3000).");
	}

	@FaultTest
	void acknowledgementOverdue(FaultMode mode) {
		CountDownLatch release = new CountDownLatch(1);
		try (FaultScene scene = new FaultNode(node).scene(FaultSetup.of(mode).withQuorumQueues())) {
			scene.addFunction("wait", (call) -> {
				release.await();
				return "done";
			});
			FaultNode.record(node, scene.underLoad("acknowledgement overdue (consumer_timeout)", 1, () -> {
				scene.client().defer("wait", String.class);
				await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> !scene.server().serving());
				release.countDown();
			})).requireSuccessOr(mode.failuresWithoutServer()).requireNoneLostUnlessRedelivered();
		}
	}

}
