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
import java.util.Map;
import java.util.UUID;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for callers whose response queue takes no replies.
 */
@BrokerTest
class FullReplyQueueIntegrationTests {

	/** More than the server takes at a time. */
	private static final int REQUESTS = 300;

	/** At first, the broker may refuse replies because of a failover. */
	private static final Duration AFTER_A_FAILOVER = Duration.ofMinutes(1);

	private final String service;

	private final String full;

	private final BareAmqp bare;

	private final AmphoraServer server;

	private final AmphoraClient client;

	FullReplyQueueIntegrationTests(TestService service) throws Exception {
		this.service = service.name();
		this.full = "rpc_" + this.service + "_response_full";
		this.bare = service.closeLater(new BareAmqp(service.broker()));
		this.server = service.server();
		this.client = service.client();
	}

	@BeforeEach
	void serve() throws Exception {
		this.server.addFunction("answer", (call) -> 42);
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
		assertThat(this.client.call("answer", Integer.class)).isEqualTo(42);
		this.bare.channel()
			.queueDeclare(this.full, false, true, true, Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
	}

	@RabbitMqTest
	@Test
	void othersAreServedOnceTheirRequestsHaveExpired() throws Exception {
		request("1000", REQUESTS);
		await().atMost(PATIENCE).until(() -> this.server.statistics().undeliverable() > 0);
		assertThat(this.client.call("answer", Integer.class)).isEqualTo(42);
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		assertThat(this.bare.messageCount("rpc_" + this.service + "_request")).isZero();
		assertThat(this.bare.messageCount(this.full)).isOne();
	}

	@Test
	void othersAreServedWhileTheirRequestsHaveNotExpired() throws Exception {
		request("120000", REQUESTS);
		await().atMost(AFTER_A_FAILOVER).until(() -> this.server.statistics().handled() == REQUESTS + 1);
		assertThat(this.client.call("answer", Integer.class)).isEqualTo(42);
		this.bare.channel().queueDelete(this.full);
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		assertThat(this.bare.messageCount("rpc_" + this.service + "_request")).isZero();
	}

	@Test
	void replyArrivesWhenThereIsRoomInTime() throws Exception {
		request("30000", 2);
		await().atMost(PATIENCE).until(() -> this.server.statistics().handled() == 3);
		for (int i = 0; i < 2; i++) {
			assertThat(BareAmqp.body(this.bare.take(this.full)).get("result").asInt()).isEqualTo(42);
		}
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		assertThat(this.server.statistics().undeliverable()).isZero();
	}

	private void request(String expiration, int times) throws Exception {
		for (int i = 0; i < times; i++) {
			BasicProperties properties = new BasicProperties.Builder().contentType("application/json")
				.correlationId("c" + i)
				.messageId(UUID.randomUUID().toString())
				.replyTo(this.full)
				.expiration(expiration)
				.build();
			this.bare.publish("rpc_" + this.service + "_request", this.service, properties, "{\"func\":\"answer\"}");
		}
	}

}
