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

package io.amphora.calls;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.amphora.CallStage;
import io.amphora.IgnoreRequestException;
import io.amphora.ReplyLostException;
import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ErrorMessages;
import io.amphora.server.function.Acknowledge;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.function.FunctionHandler;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for functions that must not run twice.
 */
@BrokerTest
class AcknowledgeOnReceiptIntegrationTests {

	private final TestService service;

	private final CachingConnectionFactory connections;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final BareAmqp bare;

	private final AtomicInteger runs = new AtomicInteger();

	private final CountDownLatch released = new CountDownLatch(1);

	AcknowledgeOnReceiptIntegrationTests(TestService service) throws Exception {
		this.service = service;
		this.connections = service.broker().connectionFactory();
		this.server = service.server(this.connections,
				(builder) -> builder.prefetch(1).errorMessages(ErrorMessages.ALWAYS));
		this.client = service.client((builder) -> builder.gracePeriod(Duration.ZERO));
		this.bare = service.closeLater(new BareAmqp(service.broker()));
	}

	@BeforeEach
	void addFunctions() {
		addTo(this.server);
	}

	private void addTo(AmphoraServer server) {
		FunctionHandler charge = (call) -> {
			this.runs.incrementAndGet();
			assertThat(this.released.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
			return "charged";
		};
		server.addFunction(new FunctionDefinition("charge", charge).acknowledge(Acknowledge.ON_RECEIPT));
		server.addFunction(new FunctionDefinition("ignore", (call) -> {
			throw new IgnoreRequestException("not today");
		}).acknowledge(Acknowledge.ON_RECEIPT));
		server.addFunction("ping", (call) -> "pong");
	}

	@AfterEach
	void release() {
		this.released.countDown();
	}

	@Test
	void functionAcknowledgedOnReceiptRunsOnceThoughItsServerLosesTheConnection() throws Exception {
		CompletableFuture<String> charged = beginToCharge();
		try (AmphoraServer other = another()) {
			this.connections.resetConnection();
			await().atMost(PATIENCE).until(this.server::serving);
			for (int i = 0; i < 10; i++) {
				assertThat(this.client.call("ping", String.class)).isEqualTo("pong");
			}
			this.released.countDown();
			assertThat(charged).succeedsWithin(PATIENCE).isEqualTo("charged");
			assertThat(other.statistics().rejected()).isZero();
		}
		assertThat(this.runs).hasValue(1);
	}

	/** With a prefetch of one, the broker delivers no other before it is acknowledged. */
	private CompletableFuture<String> beginToCharge() {
		this.server.serve();
		CompletableFuture<String> charged = this.client.defer("charge", String.class);
		assertThat(this.client.call("ping", String.class)).isEqualTo("pong");
		return charged;
	}

	@Test
	void functionAcknowledgedOnReceiptDoesNotRunForARequestDeliveredBefore() throws Exception {
		CompletableFuture<String> charged = this.client.function("charge").waitPublish(true).defer(String.class);
		GetResponse request = this.bare.channel().basicGet(queue(), false);
		this.bare.channel().basicReject(request.getEnvelope().getDeliveryTag(), true);
		this.server.serve();
		assertThat(charged).failsWithin(PATIENCE)
			.withThrowableThat()
			.havingCause()
			.isInstanceOfSatisfying(ReplyLostException.class,
					(ex) -> assertThat(ex.report().stage()).isEqualTo(CallStage.REPLIED))
			.withMessageContaining("'charge'")
			.withMessageContaining("may have run for this request before");
		assertThat(this.runs).hasValue(0);
	}

	@Test
	void functionAcknowledgedOnReceiptDoesNotRunForARequestSentBefore() throws Exception {
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
		String replies = this.bare.ownQueue("rpc_" + this.service.name() + "_response_bare");
		BasicProperties properties = new BasicProperties.Builder().replyTo(replies)
			.headers(Map.of("amphora-resent", true))
			.build();
		this.bare.publish("", queue(), properties, "{\"func\": \"charge\"}");
		assertThat(BareAmqp.body(this.bare.take(replies)).at("/exception/type").asText()).isEqualTo("AnswerLost");
		assertThat(this.runs).hasValue(0);
	}

	@Test
	void functionAcknowledgedOnReceiptMayHaveRunIfItsBatchWasSentBefore() throws Exception {
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
		String replies = this.bare.ownQueue("rpc_" + this.service.name() + "_response_bare");
		BasicProperties properties = new BasicProperties.Builder().replyTo(replies)
			.contentType("application/vnd.amphora.batch+json")
			.headers(Map.of("amphora-resent", true))
			.build();
		this.bare.publish("", queue(), properties, "[{\"id\": \"1\", \"func\": \"charge\"}]");
		assertThat(BareAmqp.body(this.bare.take(replies)).toString()).contains("AnswerLost");
		assertThat(this.runs).hasValue(0);
	}

	@Test
	void requestThatIsAcknowledgedOnReceiptCannotBeRequeued() {
		this.server.serve();
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> this.client.call("ignore", String.class))
			.withMessageContaining("cannot be requeued: not today");
	}

	@Test
	void serverThatStopsWaitsForWhatItAcknowledgedOnReceipt() {
		CompletableFuture<String> charged = beginToCharge();
		CompletableFuture<Void> stopped = CompletableFuture.runAsync(this.server::stop);
		await().atMost(PATIENCE).until(() -> !this.server.serving());
		assertThat(stopped).isNotDone();
		this.released.countDown();
		assertThat(charged).succeedsWithin(PATIENCE).isEqualTo("charged");
		assertThat(stopped).succeedsWithin(PATIENCE);
	}

	@Test
	void restartsOfServersFailNoCall() {
		this.released.countDown();
		List<CompletableFuture<String>> calls = new ArrayList<>();
		try (AmphoraServer one = another(); AmphoraServer two = another()) {
			for (int i = 0; i < 20; i++) {
				IntStream.range(0, 50).forEach((call) -> calls.add(this.client.defer("charge", String.class)));
				AmphoraServer restarted = (i % 2 == 0) ? one : two;
				restarted.stop();
				assertThat(restarted.serve()).succeedsWithin(PATIENCE);
			}
			assertThat(calls).allSatisfy((call) -> assertThat(call).succeedsWithin(PATIENCE));
		}
		assertThat(this.runs).hasValue(calls.size());
	}

	@RabbitMqTest
	@Test
	void requestsThatWaitWhenTheirServerStopsRunOnAnother() {
		AmphoraServer busy = this.service
			.server((builder) -> builder.concurrency(1).gracePeriod(Duration.ofMillis(100)));
		AmphoraClient other = this.service.client();
		addTo(busy);
		assertThat(busy.serve()).succeedsWithin(PATIENCE);
		CompletableFuture<String> charged = this.client.defer("charge", String.class);
		await().atMost(PATIENCE).until(() -> this.runs.get() == 1);
		List<CompletableFuture<String>> waiting = IntStream.range(0, 10)
			.mapToObj((call) -> other.defer("charge", String.class))
			.toList();
		await().atMost(PATIENCE).until(() -> busy.statistics().running() == 11);
		busy.close();
		try (AmphoraServer next = another()) {
			await().atMost(PATIENCE).until(() -> this.runs.get() == 11);
			this.released.countDown();
			assertThat(waiting).allSatisfy((call) -> assertThat(call).succeedsWithin(PATIENCE));
			assertThat(next.statistics().redelivered()).isZero();
		}
		assertThat(charged).isNotDone();
		await().atMost(PATIENCE).until(() -> busy.statistics().running() <= 1);
		assertThat(this.runs).hasValue(11);
	}

	private AmphoraServer another() {
		AmphoraServer created = this.service.server();
		addTo(created);
		assertThat(created.serve()).succeedsWithin(PATIENCE);
		return created;
	}

	private String queue() {
		return "rpc_" + this.service.name() + "_request";
	}

}
