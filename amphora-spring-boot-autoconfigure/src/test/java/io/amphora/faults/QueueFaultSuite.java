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

	@ParameterizedTest(allowZeroInvocations = true)
	@MethodSource("io.amphora.faults.FaultMode#selectedWithReplyQueue")
	void responseQueueDeleted(FaultMode mode) {
		strike(mode, "response queue deleted, 3 times, timeout 5 s", FaultScene::responseQueue)
			.requireSuccessOr(Set.of("ReplyLostException", "NoResultException"))
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
