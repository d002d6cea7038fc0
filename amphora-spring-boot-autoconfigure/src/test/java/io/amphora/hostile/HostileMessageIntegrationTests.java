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
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import com.rabbitmq.client.GetResponse;
import io.amphora.WrongResultException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.RawProperties;
import io.amphora.test.RawPublisher;
import io.amphora.test.TestService;
import io.amphora.transport.connection.ProtectedConnectionFactory;
import io.amphora.transport.connection.ReadingThread;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.util.unit.DataSize;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Tests for messages that the Java client cannot read.
 */
@RabbitMqTest
class HostileMessageIntegrationTests {

	private static final byte[] CALL = "{\"func\":\"answer\"}".getBytes(StandardCharsets.UTF_8);

	private final String service;

	private final String replies;

	private final BareAmqp bare;

	private final RawPublisher raw;

	private final AmphoraServer server;

	private final AmphoraClient client;

	HostileMessageIntegrationTests(TestService service) throws Exception {
		this.service = service.name();
		this.replies = "rpc_" + this.service + "_response_raw";
		this.bare = service.closeLater(new BareAmqp(service.broker()));
		this.raw = service.closeLater(new RawPublisher(service.broker().uri()));
		CachingConnectionFactory connections = connections(service.broker().uri());
		service.closeLater(connections::destroy);
		this.server = service.closeLater(AmphoraServer.builder(this.service, connections).build());
		this.client = service.client(connections, (builder) -> builder.uuid("u1"));
	}

	private static CachingConnectionFactory connections(String uri) throws Exception {
		ProtectedConnectionFactory connectionFactory = new ProtectedConnectionFactory();
		connectionFactory.setUri(uri);
		connectionFactory.setMaxBody(DataSize.ofMegabytes(1));
		CachingConnectionFactory connections = new CachingConnectionFactory(connectionFactory);
		connections.setExecutor(ReadingThread.executor());
		return connections;
	}

	@BeforeEach
	void serve() throws Exception {
		this.server.addFunction("answer", (call) -> 42);
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
		assertThat(this.client.call("answer", Integer.class)).isEqualTo(42);
		this.bare.ownQueue(this.replies);
	}

	@ParameterizedTest
	@ValueSource(ints = { 21, 4_000, 15_000 })
	void requestWithDeepHeadersIsRefusedAndOthersSucceed(int depth) throws Exception {
		request(properties().headers(RawProperties.nested(depth)), CALL);
		assertRefused("headers");
	}

	@Test
	void requestWithLargeHeadersIsRefusedAndOthersSucceed() throws Exception {
		request(properties().headers(RawProperties.large(130_900)), CALL);
		assertRefused("headers");
	}

	@Test
	void requestWithManyHeadersIsRefusedAndOthersSucceed() throws Exception {
		request(properties().headers(RawProperties.many(15_000)), CALL);
		assertRefused("headers");
	}

	@Test
	void requestWithALargeBodyIsRefusedAndOthersSucceed() throws Exception {
		CompletableFuture<Integer> before = this.client.defer("answer", Integer.class);
		request(properties(), new byte[5_000_000]);
		CompletableFuture<Integer> after = this.client.defer("answer", Integer.class);
		assertThat(before).succeedsWithin(PATIENCE).isEqualTo(42);
		assertThat(after).succeedsWithin(PATIENCE).isEqualTo(42);
		assertRefused("larger than");
	}

	@ParameterizedTest
	@MethodSource("largestHeaders")
	void requestThatLeavesNoRoomForACountIsNotSaidNeverToHaveRun(byte[] headers) throws Exception {
		this.server.stop();
		request(properties().headers(headers), CALL);
		this.bare.channel()
			.basicNack(this.bare.channel().basicGet(requests(), false).getEnvelope().getDeliveryTag(), false, true);
		this.server.serve().join();
		assertThat(BareAmqp.body(this.bare.take(this.replies)).at("/exception/type").asText()).isEqualTo("AnswerLost");
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		assertThat(this.client.call("answer", Integer.class)).isEqualTo(42);
	}

	static Stream<Arguments> largestHeaders() {
		return Stream.of(arguments(named("2,000 fields", RawProperties.many(2_000))),
				arguments(named("64 KB", RawProperties.large(65_529))));
	}

	@Test
	void batchThatCannotBeReadIsRefused() throws Exception {
		byte[] batch = "application/vnd.amphora.batch+json".getBytes(StandardCharsets.UTF_8);
		request(properties().contentType(batch).headers(RawProperties.nested(4_000)), CALL);
		assertRefused("headers");
	}

	@Test
	void responseThatCannotBeReadEndsItsCallOnly() throws Exception {
		this.server.stop();
		CompletableFuture<Integer> deep = this.client.defer("answer", Integer.class);
		CompletableFuture<Integer> large = this.client.defer("answer", Integer.class);
		String first = this.bare.take(requests()).getProps().getCorrelationId();
		String second = this.bare.take(requests()).getProps().getCorrelationId();
		byte[] result = "{\"result\":1}".getBytes(StandardCharsets.UTF_8);
		String queue = "rpc_" + this.service + "_response_u1";
		this.raw.publish("", queue, RawProperties.json().correlationId(first).headers(RawProperties.nested(4_000)),
				result);
		this.raw.publish("", queue, RawProperties.json().correlationId(second), new byte[3_000_000]);
		assertThat(deep).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(WrongResultException.class);
		assertThat(large).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(WrongResultException.class);
		this.server.serve().join();
		assertThat(this.client.call("answer", Integer.class)).isEqualTo(42);
		assertThat(this.client.consumer().restarts()).isZero();
	}

	private void assertRefused(String reason) throws Exception {
		GetResponse response = this.bare.take(this.replies);
		assertThat(response.getProps().getCorrelationId()).isEqualTo("c1");
		assertThat(BareAmqp.body(response).at("/exception/type").asText()).isEqualTo("WrongRequest");
		assertThat(BareAmqp.body(response).at("/exception/args/0").asText()).contains(reason);
		assertThat(this.client.call("answer", Integer.class)).isEqualTo(42);
		assertThat(this.server.statistics().rejected()).isOne();
		assertThat(this.server.statistics().restarts()).isZero();
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		assertThat(this.bare.messageCount(requests())).isZero();
	}

	private RawProperties properties() {
		return RawProperties.json().correlationId("c1").messageId("m1").replyTo(this.replies);
	}

	private void request(RawProperties properties, byte[] body) throws Exception {
		this.raw.publish(requests(), this.service, properties, body);
	}

	private String requests() {
		return "rpc_" + this.service + "_request";
	}

}
