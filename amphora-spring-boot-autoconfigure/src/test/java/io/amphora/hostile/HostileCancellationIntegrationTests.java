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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.client.AmphoraClient;
import io.amphora.serializer.CancelRequest;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for messages at the exchange for cancellations that no client would send.
 */
@BrokerTest
@ExtendWith(OutputCaptureExtension.class)
class HostileCancellationIntegrationTests {

	private static final String CALL = "{\"func\":\"amphora.cancel\",\"args\":[%s],\"kwargs\":{}}";

	private final String service;

	private final BareAmqp bare;

	private final AmphoraServer server;

	private final AmphoraClient client;

	HostileCancellationIntegrationTests(TestService service) throws Exception {
		this.service = service.name();
		this.bare = service.closeLater(new BareAmqp(service.broker()));
		this.server = service.server((builder) -> builder.gracePeriod(Duration.ZERO));
		this.client = service.client((builder) -> builder.gracePeriod(Duration.ZERO));
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("ping", (call) -> "pong");
		this.server.addFunction("never", (call) -> new CompletableFuture<>());
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
	}

	@Test
	void messagesThatAreNotCancellationsChangeNothingAndAreLoggedOnce(CapturedOutput output) throws Exception {
		CompletableFuture<Object> call = this.client.defer("never", Object.class);
		await().atMost(PATIENCE).until(() -> this.server.statistics().handled() == 1);
		String many = String.join(",", Collections.nCopies(CancelRequest.MAX_IDS + 1, "\"x\""));
		String large = "\"%s\"".formatted("x".repeat(CancelRequest.MAX_BODY));
		for (String body : List.of("", "{", "null", "[]", "{}", "5", "[".repeat(100_000), "\u0000", "{\"func\":5}",
				"{\"func\":\"ping\",\"args\":[],\"kwargs\":{}}", CALL.formatted(""), CALL.formatted("null"),
				CALL.formatted("{}"), CALL.formatted("[null]"), CALL.formatted("[[[]]]"), CALL.formatted("[\"\"]"),
				CALL.formatted("[" + many + "]"), CALL.formatted("[" + large + "]"),
				CALL.formatted("[".repeat(50_000) + "]".repeat(50_000)))) {
			publish(body, new BasicProperties());
		}
		for (String expiration : List.of("9999999999", "0")) {
			publish(CALL.formatted("[\"unknown\"]"), new BasicProperties.Builder().expiration(expiration).build());
		}
		publish(CALL.formatted("[\"unknown\"]"),
				new BasicProperties.Builder().contentType("text/plain")
					.contentEncoding("unknown")
					.replyTo("rpc_" + this.service + "_request")
					.correlationId("x".repeat(255))
					.build());
		call.cancel(true);
		await().atMost(PATIENCE).until(() -> this.server.statistics().cancelled() == 1);
		assertThat(this.client.call("ping", String.class)).isEqualTo("pong");
		assertThat(this.server.statistics().handled()).isEqualTo(2);
		assertThat(output).containsOnlyOnce("WARN").containsOnlyOnce("Dropping a cancellation of calls");
	}

	@Test
	void strangerCancelsNothingWithIdsOfTheirOwn() throws Exception {
		CompletableFuture<Object> call = this.client.function("never").correlationId("order-1").defer(Object.class);
		await().atMost(PATIENCE).until(() -> this.server.statistics().handled() == 1);
		publish(CALL.formatted("[\"order-1\"]"), new BasicProperties());
		CompletableFuture<Object> other = this.client.defer("never", Object.class);
		other.cancel(true);
		await().atMost(PATIENCE).until(() -> this.server.statistics().cancelled() == 1);
		assertThat(call).isNotDone();
		assertThat(this.server.statistics().running()).isEqualTo(1);
	}

	private void publish(String body, BasicProperties properties) throws Exception {
		this.bare.channel()
			.basicPublish("rpc_" + this.service + "_control", "", properties, body.getBytes(StandardCharsets.UTF_8));
	}

}
