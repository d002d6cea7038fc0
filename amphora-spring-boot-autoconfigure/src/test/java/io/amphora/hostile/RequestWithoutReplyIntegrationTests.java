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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.amphora.IgnoreRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.RawProperties;
import io.amphora.test.RawPublisher;
import io.amphora.test.TestBroker;
import io.amphora.test.TestService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for requests that can be read, but neither replied to nor requeued as they are.
 */
@BrokerTest
class RequestWithoutReplyIntegrationTests {

	private static final String BATCH = "application/vnd.amphora.batch+json";

	private static final int IGNORED = 3;

	private final TestBroker broker;

	private final String service;

	private final String replies;

	private final BareAmqp bare;

	private final RawPublisher raw;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final AtomicInteger runs = new AtomicInteger();

	private final AtomicInteger ignored = new AtomicInteger();

	RequestWithoutReplyIntegrationTests(TestService service) throws Exception {
		this.broker = service.broker();
		this.service = service.name();
		this.replies = "rpc_" + this.service + "_response_raw";
		this.bare = service.closeLater(new BareAmqp(this.broker));
		this.raw = service.closeLater(new RawPublisher(this.broker.uri()));
		this.server = service.server((builder) -> builder.maxIgnores(IGNORED));
		this.client = service.client();
	}

	@BeforeEach
	void serve() throws Exception {
		this.server.addFunction("count", (call) -> this.runs.incrementAndGet());
		this.server.addFunction("ignore", (call) -> {
			this.ignored.incrementAndGet();
			throw new IgnoreRequestException("not me");
		});
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
		assertThat(this.client.call("count", Integer.class)).isOne();
		this.bare.ownQueue(this.replies);
	}

	@Test
	void requestWhoseReplyCannotBeWrittenIsNotRun() throws Exception {
		for (int i = 0; i < 20; i++) {
			this.raw.publish(requests(), this.service,
					RawProperties.json().correlationId(noText(200)).replyTo(this.replies), call("count"));
		}
		await().atMost(PATIENCE).until(() -> this.server.statistics().undeliverable() == 20);
		assertThat(this.client.call("count", Integer.class)).isEqualTo(2);
		assertSettled();
	}

	@Test
	void requestThatCannotBeRequeuedIsRefused() throws Exception {
		RawProperties properties = RawProperties.json().appId(noText(100)).replyTo(this.replies).correlationId("c1");
		this.raw.publish(requests(), this.service, properties, call("ignore"));
		GetResponse response = this.bare.take(this.replies);
		assertThat(BareAmqp.body(response).at("/exception/type").asText()).isEqualTo("WrongRequest");
		assertThat(BareAmqp.body(response).at("/exception/args/0").asText()).contains("app_id");
		assertThat(this.ignored).hasValue(0);
		assertSettled();
	}

	@Test
	void replyHasTheUsualContentTypeIfThatOfTheRequestCannotBeWritten() throws Exception {
		byte[] type = Arrays.copyOf("application/json; x=".getBytes(StandardCharsets.US_ASCII), 150);
		Arrays.fill(type, 20, 150, (byte) 0xFF);
		this.raw.publish(requests(), this.service,
				RawProperties.json().contentType(type).replyTo(this.replies).correlationId("c1"), call("count"));
		GetResponse response = this.bare.take(this.replies);
		assertThat(response.getProps().getContentType()).isEqualTo("application/json");
		assertThat(BareAmqp.body(response).at("/exception/type").asText()).isEqualTo("WrongRequest");
		assertSettled();
	}

	@Test
	void longIdsInABatchHurtNoOtherCall() throws Exception {
		StringBuilder items = new StringBuilder("[{\"id\":\"first\",\"func\":\"count\"}");
		for (int i = 0; i < 200; i++) {
			items.append(",{\"id\":\"%s\",\"func\":\"count\"}".formatted(i + "x".repeat(300)));
		}
		batch(items + ",{\"id\":\"last\",\"func\":\"count\"}]");
		await().atMost(PATIENCE).until(() -> this.server.statistics().undeliverable() == 200);
		assertThat(this.client.call("count", Integer.class)).isEqualTo(4);
		assertThat(replies(2)).containsOnlyKeys("first", "last");
		assertSettled();
	}

	@Test
	void ignoredPartOfABatchIsSettledRegardlessOfItsContent() throws Exception {
		batch("[{\"id\":\"a\",\"func\":\"ignore\",\"expiration\":9223372036854775807}]");
		batch("[{\"id\":\"b\",\"func\":\"ignore\",\"headers\":{\"CC\":\"x\"}}]");
		batch("[{\"id\":\"c\",\"func\":\"ignore\",\"headers\":{\"large\":\"%s\"}}]".formatted("x".repeat(200_000)));
		assertThat(replies(3)).isEqualTo(Map.of("a", "WrongRequest", "b", "WrongRequest", "c", "WrongRequest"));
		assertThat(this.client.call("count", Integer.class)).isEqualTo(2);
		assertSettled();
	}

	@Test
	void ignoredPartOfABatchIsSettledThoughItsExchangeIsGone() throws Exception {
		String exchange = this.broker.uniqueName("gone");
		BasicProperties properties = new BasicProperties.Builder().contentType(BATCH).replyTo(this.replies).build();
		CountDownLatch published = new CountDownLatch(1);
		this.server.addFunction("ignoreLater", (call) -> {
			published.await();
			this.ignored.incrementAndGet();
			throw new IgnoreRequestException("not me");
		});
		this.bare.channel().exchangeDeclare(exchange, "fanout", false, false, Map.of());
		this.bare.channel().queueBind(requests(), exchange, "");
		this.bare.publish(exchange, "", properties, "[{\"id\":\"a\",\"func\":\"ignoreLater\"}]");
		this.bare.channel().exchangeDelete(exchange);
		published.countDown();
		assertThat(replies(1)).isEqualTo(Map.of("a", "WrongRequest"));
		assertThat(this.client.call("count", Integer.class)).isEqualTo(2);
		assertSettled();
	}

	@Test
	void copyOfARequestGoesToNoQueueThatTheCallerNames() throws Exception {
		String payroll = this.bare.ownQueue(this.broker.uniqueName("payroll"));
		BasicProperties properties = new BasicProperties.Builder().contentType("application/json")
			.messageId("m1")
			.correlationId("c1")
			.replyTo(this.replies)
			.headers(Map.of("CC", List.of(payroll)))
			.build();
		this.bare.publish(requests(), this.service, properties, "{\"func\":\"ignore\"}");
		assertThat(BareAmqp.body(this.bare.take(this.replies)).at("/exception/type").asText())
			.isEqualTo("WrongRequest");
		assertThat(this.ignored).hasValue(IGNORED + 1);
		assertThat(this.bare.messageCount(payroll)).isZero();
		assertSettled();
	}

	/** The types of exceptions by correlation id, whether or not they travel together. */
	private Map<String, String> replies(int count) {
		Map<String, String> replies = new HashMap<>();
		while (replies.size() < count) {
			GetResponse next = this.bare.take(this.replies);
			JsonNode body = BareAmqp.body(next);
			if (BATCH.equals(next.getProps().getContentType())) {
				body.forEach((item) -> replies.put(item.get("id").asText(), item.at("/exception/type").asText()));
			}
			else {
				replies.put(next.getProps().getCorrelationId(), body.at("/exception/type").asText());
			}
		}
		return replies;
	}

	private void assertSettled() throws Exception {
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		this.server.close();
		assertThat(this.bare.messageCount(requests())).isZero();
	}

	private void batch(String items) throws Exception {
		BasicProperties properties = new BasicProperties.Builder().contentType(BATCH).replyTo(this.replies).build();
		this.bare.publish(requests(), this.service, properties, items);
	}

	private static byte[] call(String function) {
		return "{\"func\":\"%s\"}".formatted(function).getBytes(StandardCharsets.UTF_8);
	}

	/** Bytes that are no UTF-8: each is read as a character that takes three. */
	private static byte[] noText(int length) {
		byte[] bytes = new byte[length];
		Arrays.fill(bytes, (byte) 0xFF);
		return bytes;
	}

	private String requests() {
		return "rpc_" + this.service + "_request";
	}

}
