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

package io.amphora.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.client.AmphoraClient;
import io.amphora.client.ReplyMode;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ReplyTargets;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the targets of replies, which callers choose.
 */
@BrokerTest
class ReplyToIntegrationTests {

	private static final String CALL = "{\"func\":\"count\"}";

	private final TestService service;

	private final BareAmqp bare;

	private final AmphoraClient client;

	private final AtomicInteger runs = new AtomicInteger();

	private AmphoraServer server;

	ReplyToIntegrationTests(TestService service) throws Exception {
		this.service = service;
		this.bare = service.closeLater(new BareAmqp(service.broker()));
		this.client = service.client();
	}

	private void serve(ReplyTargets targets) {
		this.server = this.service.server((builder) -> builder.replyTo(targets));
		this.server.addFunction("count", (call) -> this.runs.incrementAndGet());
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
		assertThat(this.client.call("count", Integer.class)).isEqualTo(1);
	}

	@Test
	void forgedDirectReplyToDoesNotStopReplies() throws Exception {
		serve(ReplyTargets.ANY);
		List<String> forged = List.of("x", "x.y", "g2gCZAA=.key", "AAAA.BBBB", "g2dkAA1ub25vZGVAbm9ob3N0AAAAAQAAAAEB.k",
				"", "g2I////Y.k");
		for (String address : forged) {
			request("amq.rabbitmq.reply-to." + address);
		}
		await().atMost(PATIENCE).until(() -> this.server.statistics().undeliverable() == forged.size());
		assertThat(this.client.call("count", Integer.class)).isEqualTo(2);
		assertThat(this.server.connection().publishing()).isTrue();
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
	}

	@RabbitMqTest
	@Test
	void directReplyToOfANodeThatDoesNotExistDoesNotStopReplies() throws Exception {
		serve(ReplyTargets.SERVICE);
		for (int node = 0; node < 20; node++) {
			request("amq.rabbitmq.reply-to." + process("reply@" + node) + ".key");
		}
		await().atMost(PATIENCE).until(() -> this.server.statistics().undeliverable() > 0);
		assertThat(this.client.call("count", Integer.class)).isPositive();
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		assertThat(this.bare.messageCount("rpc_" + this.service.name() + "_request")).isZero();
	}

	/** The address of a process as RabbitMQ writes it. */
	private static String process(String node) {
		byte[] term = ("\u0083Xv\u0000" + (char) node.length() + node + "\u0000\u0000\u0000\u0001".repeat(3))
			.getBytes(StandardCharsets.ISO_8859_1);
		return Base64.getEncoder().encodeToString(term);
	}

	@Test
	void replyIsNotWrittenIntoTheQueueOfSomethingElse() throws Exception {
		serve(ReplyTargets.SERVICE);
		String payroll = this.bare.ownQueue(this.service.broker().uniqueName("payroll"));
		request(payroll);
		await().atMost(PATIENCE).until(() -> this.server.statistics().undeliverable() == 1);
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		assertThat(this.bare.messageCount(payroll)).isZero();
	}

	@Test
	void replyToABatchIsNotWrittenIntoTheQueueOfSomethingElse() throws Exception {
		serve(ReplyTargets.SERVICE);
		String payroll = this.bare.ownQueue(this.service.broker().uniqueName("payroll"));
		BasicProperties batch = new BasicProperties.Builder().replyTo(payroll)
			.correlationId("batch")
			.messageId("batch")
			.contentType("application/vnd.amphora.batch+json")
			.build();
		this.bare.channel()
			.basicPublish("rpc_" + this.service.name() + "_request", this.service.name(), batch,
					"[{\"id\":\"i1\",\"func\":\"count\"}]".getBytes(StandardCharsets.UTF_8));
		await().atMost(PATIENCE).until(() -> this.server.statistics().undeliverable() == 1);
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		assertThat(this.runs).hasValue(2);
		assertThat(this.bare.messageCount(payroll)).isZero();
	}

	@Test
	void replyIsWrittenIntoAnyQueueIfTheServerAllowsIt() throws Exception {
		serve(ReplyTargets.ANY);
		String replies = this.bare.ownQueue(this.service.broker().uniqueName("replies"));
		request(replies);
		assertThat(BareAmqp.body(this.bare.take(replies)).get("result").asInt()).isEqualTo(2);
	}

	@Test
	void keyOfTheResponseExchangeGetsTheReply() throws Exception {
		serve(ReplyTargets.SERVICE);
		String replies = this.bare.ownQueue(this.service.broker().uniqueName("replies"));
		String uuid = UUID.randomUUID().toString();
		this.bare.channel().queueBind(replies, "rpc_" + this.service.name() + "_response", uuid);
		request(uuid);
		assertThat(BareAmqp.body(this.bare.take(replies)).get("result").asInt()).isEqualTo(2);
	}

	@RabbitMqTest
	@Test
	void responseExchangeAloneIsEnoughForClientsWithAQueue() throws Exception {
		serve(ReplyTargets.RESPONSE_EXCHANGE);
		assertThat(this.client.call("count", Integer.class)).isEqualTo(2);
		try (AmphoraClient direct = this.service
			.client((builder) -> builder.replyMode(ReplyMode.DIRECT).gracePeriod(Duration.ZERO))) {
			direct.defer("count", Integer.class);
			await().atMost(PATIENCE).until(() -> this.server.statistics().undeliverable() == 1);
		}
		assertThat(this.runs).hasValue(2);
	}

	private void request(String replyTo) throws Exception {
		BasicProperties properties = new BasicProperties.Builder().contentType("application/json")
			.correlationId("c1")
			.messageId(UUID.randomUUID().toString())
			.replyTo(replyTo)
			.build();
		this.bare.publish("rpc_" + this.service.name() + "_request", this.service.name(), properties, CALL);
	}

}
