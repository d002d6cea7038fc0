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

package io.amphora.server;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.IgnoreRequestException;
import io.amphora.ReplyLostException;
import io.amphora.client.AmphoraClient;
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
 * Tests for requests with headers that leave no room for a count of their deliveries.
 */
@BrokerTest
class UncountableRequestIntegrationTests {

	/** The Java client and RabbitMQ agree on frames of 128 KB. */
	private static final int FRAME = 131_072;

	private final String service;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final BareAmqp bare;

	private final AtomicInteger ignored = new AtomicInteger();

	UncountableRequestIntegrationTests(TestService service) throws Exception {
		this.service = service.name();
		this.bare = service.closeLater(new BareAmqp(service.broker()));
		this.server = service.server((builder) -> builder.prefetch(2));
		this.client = service.client();
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("echo", (call) -> call.argument(0, String.class));
		this.server.addFunction("ignore", (call) -> {
			this.ignored.incrementAndGet();
			throw new IgnoreRequestException("not for me");
		});
		this.server.serve().join();
	}

	@RabbitMqTest
	@Test
	void requestThatIsIgnoredIsGivenUpAndOthersAreSettled() throws Exception {
		String replies = this.bare.ownQueue("rpc_" + this.service + "_response_bare");
		publishLargest(new BasicProperties.Builder().contentType("application/json")
			.correlationId("c")
			.messageId("m")
			.replyTo(replies), "{\"func\":\"ignore\"}");
		assertThat(BareAmqp.body(this.bare.take(replies)).at("/exception/type").asText())
			.isEqualTo(ReplyLostException.WIRE_TYPE);
		assertThat(this.ignored).hasValue(1);
		assertThatNothingIsLeft();
	}

	@Test
	void batchIsGivenUpAndOthersAreSettled() throws Exception {
		this.server.stop();
		publishLargest(new BasicProperties.Builder().contentType("application/vnd.amphora.batch+json").messageId("m"),
				"[]");
		this.bare.channel()
			.basicNack(this.bare.channel().basicGet(requestQueue(), false).getEnvelope().getDeliveryTag(), false, true);
		this.server.serve().join();
		assertThatNothingIsLeft();
	}

	private void publishLargest(BasicProperties.Builder properties, String body) throws IOException {
		int size = FRAME;
		boolean published = false;
		while (!published) {
			size -= 8;
			BasicProperties large = properties.headers(Map.of("h", "x".repeat(size))).build();
			try {
				this.bare.publish("rpc_" + this.service + "_request", this.service, large, body);
				published = true;
			}
			catch (IllegalArgumentException ex) {
				assertThat(size).isGreaterThan(FRAME / 2);
			}
		}
	}

	private void assertThatNothingIsLeft() throws IOException {
		for (int i = 0; i < 10; i++) {
			assertThat(this.client.call("echo", String.class, "x")).isEqualTo("x");
		}
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		this.server.close();
		assertThat(this.bare.messageCount(requestQueue())).isZero();
	}

	private String requestQueue() {
		return "rpc_" + this.service + "_request";
	}

}
