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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.amphora.CallStage;
import io.amphora.NoResultException;
import io.amphora.TopologyException;
import io.amphora.UnroutableRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestService;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.RandomizedBackOff;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for queues that are missing, are deleted, or are not as they should be.
 */
@BrokerTest
@ExtendWith(OutputCaptureExtension.class)
class QueueFaultIntegrationTests {

	/** For calls of which some are lost. */
	private static final Duration BRIEF = Duration.ofMillis(500);

	private final String service;

	private final BrokerTransport transport;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final BareAmqp bare;

	QueueFaultIntegrationTests(TestService service) throws Exception {
		this.service = service.name();
		this.transport = service.closeLater(new BrokerTransport(service.broker().connectionFactory(),
				RandomizedBackOff.of(Duration.ofMillis(50), Duration.ofMillis(200)), Duration.ofMillis(200), null));
		this.server = service.closeLater(AmphoraServer.builder(this.service, this.transport).build());
		this.client = service.closeLater(AmphoraClient.builder(this.service, this.transport)
			.uuid("u1")
			.timeout(PATIENCE)
			.autoStartup(false)
			.build());
		this.bare = service.closeLater(new BareAmqp(service.broker()));
	}

	@BeforeEach
	void addFunctions() {
		this.server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
	}

	@Test
	void unroutableRequestFailsAtOnce() {
		this.client.serve();
		assertThatExceptionOfType(UnroutableRequestException.class)
			.isThrownBy(() -> this.client.function("add").routingKey("nowhere").call(int.class, 2, 3))
			.withMessageContaining("'nowhere'")
			.withMessageContaining("rpc_" + this.service + "_request")
			.withMessageContaining("createRequestQueue")
			.satisfies((ex) -> {
				assertThat(ex.report().stage()).isEqualTo(CallStage.RETURNED);
				assertThat(ex.report().routingKey()).isEqualTo("nowhere");
				assertThat(ex.report().elapsed()).isLessThan(PATIENCE);
			});
		CompletableFuture<Void> sent = this.client.function("add").routingKey("nowhere").send(2, 3);
		assertThat(sent).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(UnroutableRequestException.class);
		await().atMost(PATIENCE).until(() -> this.client.statistics().held() == 0);
		assertThat(this.client.statistics().pending()).isZero();
	}

	@RabbitMqTest
	@Test
	void serverTakesUpItsQueueAgainAfterItWasDeleted() throws Exception {
		serveBoth();
		for (int i = 0; i < 3; i++) {
			this.bare.channel().queueDelete("rpc_" + this.service + "_request");
			awaitCalls();
		}
	}

	@RabbitMqTest
	@Test
	void clientTakesUpItsQueueAgainAfterItWasDeleted() throws Exception {
		serveBoth();
		for (int i = 0; i < 3; i++) {
			this.bare.channel().queueDelete("rpc_" + this.service + "_response_u1");
			awaitCalls();
		}
	}

	@RabbitMqTest
	@Test
	void callsHaveTrueOutcomesWhileTheRequestQueueIsDeleted() throws Exception {
		serveBoth();
		try (Load load = new Load(this.client.function("add").timeout(BRIEF), 8)) {
			for (int i = 0; i < 5; i++) {
				load.awaitReplies(100);
				this.bare.channel().queueDelete("rpc_" + this.service + "_request");
			}
			load.awaitReplies(100);
			load.finish();
			assertThat(load.failures()).hasOnlyElementsOfType(NoResultException.class);
		}
		assertThat(this.client.statistics().pending()).isZero();
		awaitCalls();
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
	}

	@RabbitMqTest
	@Test
	void callsSayWhichQueueHasOtherArguments() throws Exception {
		this.bare.channel()
			.queueDeclare("rpc_" + this.service + "_response_u1", true, false, false, Map.of("x-max-length", 7));
		this.client.serve();
		assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> this.client.call("add", int.class, 2, 3))
			.withMessageContaining("rpc_" + this.service + "_response_u1")
			.withMessageContaining("x-")
			.withMessageContaining(
					"Configure the same arguments, or delete it. Messages in a deleted queue, such as waiting requests, are lost.")
			.satisfies((ex) -> assertThat(ex.report()).isNotNull());
		this.bare.channel().queueDelete("rpc_" + this.service + "_response_u1");
		this.server.serve();
		this.client.serve();
		awaitCalls();
	}

	@RabbitMqTest
	@Test
	void serverAndClientComeBackOnceAQueueWithOtherArgumentsIsDeleted() throws Exception {
		String queue = "rpc_" + this.service + "_request";
		this.bare.channel().queueDeclare(queue, true, false, false, Map.of("x-max-length", 7));
		serveBoth(false);
		assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> this.client.call("add", int.class, 2, 3))
			.withMessageContaining(queue)
			.withMessageContaining("x-max-length");
		assertThat(this.server.serving()).isFalse();
		this.bare.channel().queueDelete(queue);
		await().atMost(PATIENCE).until(this.server::serving);
		awaitCalls();
	}

	@RabbitMqTest
	@Test
	void serverAndClientLogTheirStartOnceTheirQueuesAreAccepted(CapturedOutput output) throws Exception {
		String started = "of service '%s' started".formatted(this.service);
		for (String queue : List.of("request", "response_u1")) {
			this.bare.channel()
				.queueDeclare("rpc_" + this.service + "_" + queue, true, false, false, Map.of("x-max-length", 7));
		}
		serveBoth(false);
		await().atMost(PATIENCE)
			.until(() -> this.server.connection().lastFailure() != null && this.client.consumer().refusal() != null);
		assertThat(output).doesNotContain(started);
		for (String queue : List.of("request", "response_u1")) {
			this.bare.channel().queueDelete("rpc_" + this.service + "_" + queue);
		}
		awaitCalls();
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(output).containsOnlyOnce("Server " + started)
				.containsOnlyOnce("Client " + started));
	}

	private void serveBoth() {
		serveBoth(true);
		awaitCalls();
	}

	private void serveBoth(boolean successfully) {
		this.server.serve();
		this.client.serve();
		if (successfully) {
			await().atMost(PATIENCE).until(this.server::serving);
		}
	}

	/** Until the queue is there again, requests may be returned and replies be lost. */
	private void awaitCalls() {
		await().atMost(PATIENCE)
			.ignoreExceptionsMatching((ex) -> ex instanceof NoResultException || ex instanceof TopologyException)
			.until(() -> this.client.function("add").timeout(BRIEF).call(Integer.class, 2, 3) == 5);
	}

}
