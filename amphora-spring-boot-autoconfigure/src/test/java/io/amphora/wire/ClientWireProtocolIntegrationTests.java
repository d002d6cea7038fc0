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

package io.amphora.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.amphora.CallStage;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import io.amphora.client.AmphoraClient;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.ParameterizedTypeReference;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link AmphoraClient} with a server that knows the wire protocol only.
 */
@BrokerTest
class ClientWireProtocolIntegrationTests {

	private final String service;

	private final AmphoraClient client;

	private final BareAmqp bare;

	ClientWireProtocolIntegrationTests(TestService service) throws Exception {
		this.service = service.name();
		this.bare = service.closeLater(new BareAmqp(service.broker()));
		this.client = service.client((builder) -> builder.appId("wire-client").uuid("u1").gracePeriod(Duration.ZERO));
		this.bare.channel().exchangeDeclare("rpc_" + this.service + "_request", "direct", true);
		this.bare.channel().queueDeclare(requestQueue(), true, false, false, null);
		this.bare.channel().queueBind(requestQueue(), "rpc_" + this.service + "_request", this.service);
	}

	@Test
	void sendsArgumentsByPositionAndByName() {
		this.client.function("join").kwarg("separator", ", ").kwarg("end", null).defer(String.class, "a", 1, null);
		assertThat(BareAmqp.body(this.bare.take(requestQueue()))).isEqualTo(BareAmqp
			.parse("{\"func\":\"join\",\"args\":[\"a\",1,null],\"kwargs\":{\"separator\":\", \",\"end\":null}}"));
	}

	@Test
	void writesArgumentsAlways() {
		this.client.defer("nothing", Void.class);
		assertThat(BareAmqp.body(this.bare.take(requestQueue())))
			.isEqualTo(BareAmqp.parse("{\"func\":\"nothing\",\"args\":[],\"kwargs\":{}}"));
	}

	@Test
	void givesRequestsTheirProperties() {
		long before = System.currentTimeMillis() / 1000 * 1000;
		this.client.function("nothing").timeout(Duration.ofSeconds(20)).defer(Void.class);
		GetResponse request = this.bare.take(requestQueue());
		assertThat(request.getEnvelope().getExchange()).isEqualTo("rpc_" + this.service + "_request");
		assertThat(request.getEnvelope().getRoutingKey()).isEqualTo(this.service);
		BasicProperties properties = request.getProps();
		assertThat(properties.getContentType()).isEqualTo("application/json");
		assertThat(properties.getCorrelationId()).isNotBlank();
		assertThat(properties.getReplyTo()).isEqualTo("rpc_" + this.service + "_response_u1");
		assertThat(properties.getMessageId()).isNotBlank();
		assertThat(properties.getTimestamp()).isBetween(new Date(before), new Date(System.currentTimeMillis()), true,
				true);
		assertThat(properties.getAppId()).isEqualTo("wire-client");
		assertThat(Long.parseLong(properties.getExpiration())).isBetween(1L, 20_000L);
		assertThat(properties.getDeliveryMode()).isEqualTo(2);
		assertThat(properties.getHeaders()).containsOnlyKeys("amphora-sent-at", "amphora-clock");
		assertThat((long) properties.getHeaders().get("amphora-sent-at")).isBetween(before,
				System.currentTimeMillis() + 1000);
	}

	@Test
	void returnsTheResult() throws Exception {
		CompletableFuture<List<Integer>> result = this.client.defer("range", new ParameterizedTypeReference<>() {
		}, 3);
		reply(this.bare.take(requestQueue()), "{\"result\":[0,1,2]}");
		assertThat(result).succeedsWithin(PATIENCE).isEqualTo(List.of(0, 1, 2));
	}

	@Test
	void ignoresMembersThatItDoesNotKnow() throws Exception {
		CompletableFuture<Integer> result = this.client.defer("add", Integer.class, 2, 3);
		reply(this.bare.take(requestQueue()), "{\"took\":{\"ms\":[3]},\"result\":5,\"more\":null}");
		assertThat(result).succeedsWithin(PATIENCE).isEqualTo(5);
	}

	@Test
	void takesAReplyWithoutAnyPropertyButTheCorrelationId() throws Exception {
		CompletableFuture<Integer> result = this.client.defer("add", Integer.class, 2, 3);
		String id = this.bare.take(requestQueue()).getProps().getCorrelationId();
		BasicProperties properties = new BasicProperties.Builder().correlationId(id).build();
		this.bare.publish("", "rpc_" + this.service + "_response_u1", properties, "{\"result\":5}");
		assertThat(result).succeedsWithin(PATIENCE).isEqualTo(5);
	}

	@ParameterizedTest
	@ValueSource(strings = { "u1", "rpc_%s_response_u1" })
	void takesAReplyThroughTheResponseExchange(String key) throws Exception {
		CompletableFuture<Integer> result = this.client.defer("add", Integer.class, 2, 3);
		GetResponse request = this.bare.take(requestQueue());
		this.bare.publish("rpc_" + this.service + "_response", key.formatted(this.service), properties(request),
				"{\"result\":5}");
		assertThat(result).succeedsWithin(PATIENCE).isEqualTo(5);
	}

	@Test
	void matchesRepliesToCallsInAnyOrder() throws Exception {
		CompletableFuture<Integer> first = this.client.defer("add", Integer.class, 2, 3);
		GetResponse firstRequest = this.bare.take(requestQueue());
		CompletableFuture<Integer> second = this.client.defer("add", Integer.class, 3, 4);
		reply(this.bare.take(requestQueue()), "{\"result\":7}");
		assertThat(second).succeedsWithin(PATIENCE).isEqualTo(7);
		assertThat(first).isNotDone();
		reply(firstRequest, "{\"result\":5}");
		assertThat(first).succeedsWithin(PATIENCE).isEqualTo(5);
	}

	@Test
	void throwsWhatTheFunctionRaised() throws Exception {
		CompletableFuture<Integer> result = this.client.defer("add", Integer.class, 2, 3);
		reply(this.bare.take(requestQueue()), "{\"exception\":{\"type\":\"ValueError\",\"args\":[\"x\",-5]}}");
		assertThat(failure(result, RemoteException.class)).satisfies((ex) -> {
			assertThat(ex.errorType()).isEqualTo("ValueError");
			assertThat(ex.args()).containsExactly("x", -5);
			assertThat(ex.report()).isNotNull();
			assertThat(ex.report().stage()).isEqualTo(CallStage.REPLIED);
		});
	}

	@Test
	void throwsThatTheRequestIsWrong() throws Exception {
		CompletableFuture<Integer> result = this.client.defer("add", Integer.class, 2, 3);
		reply(this.bare.take(requestQueue()), "{\"exception\":{\"type\":\"WrongRequest\",\"args\":[\"no add here\"]}}");
		assertThat(failure(result, WrongRequestException.class)).hasMessageContaining("no add here")
			.hasMessageContaining("'add'")
			.satisfies((ex) -> {
				assertThat(ex.reason()).isEqualTo("no add here");
				assertThat(ex.violations()).isEmpty();
			});
	}

	@Test
	void violationsFollowTheReason() throws Exception {
		CompletableFuture<Integer> result = this.client.defer("add", Integer.class, 2, -3);
		reply(this.bare.take(requestQueue()), "{\"exception\":{\"type\":\"WrongRequest\",\"args\":[\"wrong arguments\","
				+ "[{\"path\":\"y\",\"message\":\"must be positive\",\"code\":7}, 5],{\"more\":true}]}}");
		assertThat(failure(result, WrongRequestException.class)).satisfies((ex) -> {
			assertThat(ex.reason()).isEqualTo("wrong arguments");
			assertThat(ex.violations()).containsExactly(new WrongRequestException.Violation("y", "must be positive"));
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no json", "[]", "{}", "5", "{\"result\":", "{\"exception\":7}",
			"{\"result\":\"five\"}", "{\"result\":5.5}", "{\"exception\":{\"args\":[]}}" })
	void throwsThatTheResultIsWrong(String body) throws Exception {
		CompletableFuture<Integer> result = this.client.defer("add", Integer.class, 2, 3);
		reply(this.bare.take(requestQueue()), body);
		assertThat(failure(result, WrongResultException.class)).hasMessageContaining("'add'");
		assertThat(this.client.statistics().pending()).isZero();
	}

	@Test
	void throwsThatAContentTypeIsWrong() throws Exception {
		CompletableFuture<Integer> result = this.client.defer("add", Integer.class, 2, 3);
		GetResponse request = this.bare.take(requestQueue());
		BasicProperties pickle = properties(request).builder().contentType("application/x-python-pickle").build();
		this.bare.publish("", request.getProps().getReplyTo(), pickle, "{\"result\":5}");
		failure(result, WrongResultException.class);
	}

	@Test
	void countsLateDuplicateAndUnexpectedReplies() throws Exception {
		CompletableFuture<Integer> result = this.client.function("add")
			.timeout(Duration.ofMillis(500))
			.defer(Integer.class, 2, 3);
		GetResponse request = this.bare.take(requestQueue());
		failure(result, NoResultException.class);
		reply(request, "{\"result\":5}");
		await().atMost(PATIENCE).until(() -> this.client.statistics().late() == 1);
		reply(request, "{\"result\":5}");
		this.bare.publish("", request.getProps().getReplyTo(), new BasicProperties(), "{\"result\":5}");
		await().atMost(PATIENCE).until(() -> this.client.statistics().late() == 3);
		assertThat(this.client.statistics().replies()).isZero();
		this.client.close();
		assertThat(this.bare.messageCount(request.getProps().getReplyTo())).isZero();
	}

	@Test
	void oneWayRequestsHaveNoReplyTo() {
		CompletableFuture<Void> sent = this.client.function("note").send("one");
		GetResponse request = this.bare.take(requestQueue());
		assertThat(request.getProps().getReplyTo()).isNull();
		assertThat(request.getProps().getMessageId()).isNotBlank();
		assertThat(BareAmqp.body(request).get("args").get(0).asText()).isEqualTo("one");
		assertThat(sent).succeedsWithin(PATIENCE);
	}

	@Test
	void declaresTheResponseQueueAsTheProtocolSays() throws Exception {
		CompletableFuture<Integer> result = this.client.defer("add", Integer.class, 2, 3);
		reply(this.bare.take(requestQueue()), "{\"result\":5}");
		assertThat(result).succeedsWithin(PATIENCE);
		this.bare.channel()
			.queueDeclare("rpc_" + this.service + "_response_u1", true, false, false, Map.of("x-expires", 600_000L));
		this.bare.channel().exchangeDeclare("rpc_" + this.service + "_response", "direct", true);
		assertThat(this.bare.channel().isOpen()).isTrue();
	}

	private void reply(GetResponse request, String body) throws IOException {
		this.bare.publish("", request.getProps().getReplyTo(), properties(request), body);
	}

	private static BasicProperties properties(GetResponse request) {
		return new BasicProperties.Builder().contentType("application/json")
			.correlationId(request.getProps().getCorrelationId())
			.build();
	}

	private static <X extends Throwable> X failure(CompletableFuture<?> future, Class<X> type) {
		assertThat(future).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(type);
		return type.cast(future.handle((value, failure) -> failure).join());
	}

	private String requestQueue() {
		return "rpc_" + this.service + "_request";
	}

}
