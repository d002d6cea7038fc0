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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Function;

import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Load over queues with a message of AMQP 1.0 that RabbitMQ accepts but cannot deliver:
 * it closes the connection of each consumer.
 */
@RabbitMqNodeTest
class UndeliverableMessageFaultSuite {

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	@BeforeAll
	static void requireAmqp10() {
		assumeThat(node.version()).as("AMQP 1.0 needs a plugin before RabbitMQ 4").doesNotContain("RabbitMQ 3.");
	}

	@FaultTest
	void requestThatCannotBeDelivered(FaultMode mode) {
		strike(FaultSetup.of(mode), "undeliverable request", FaultScene::requestQueue)
			.requireSuccessOr(mode.failuresWithoutServer())
			.requireNoneLostUnlessRedelivered();
	}

	@FaultTest
	void requestThatCannotBeDeliveredInAQuorumQueue(FaultMode mode) {
		strike(FaultSetup.of(mode).withQuorumQueues(), "undeliverable request, quorum queue", FaultScene::requestQueue)
			.requireSuccessOr(mode.failuresWithoutServer())
			.requireNoneLostUnlessRedelivered();
	}

	@ParameterizedTest(allowZeroInvocations = true)
	@MethodSource("io.amphora.faults.FaultMode#selectedWithReplyQueue")
	void replyThatCannotBeDelivered(FaultMode mode) {
		strike(FaultSetup.of(mode), "undeliverable reply", FaultScene::responseQueue).requireSuccess()
			.requireNoneLost();
	}

	private FaultReport strike(FaultSetup setup, String fault, Function<FaultScene, String> queue) {
		try (FaultScene scene = new FaultNode(node).scene(setup)) {
			return FaultNode.record(node, scene.underLoad(fault, 1, () -> publish(queue.apply(scene))));
		}
	}

	private static void publish(String queue) {
		try (Amqp10Publisher publisher = new Amqp10Publisher(node.host(), node.port(), queue)) {
			publisher.publishWithPropertyOfTypeUuid();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
