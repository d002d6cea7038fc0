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

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.amphora.transport.BatchLimits;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Calls from and to a peer that declares, sends and expects what release 0.1.3 of the
 * Python library does.
 */
@BrokerTest
class PythonLibraryIntegrationTests {

	private static final String ADD = "{\"func\": \"add\", \"args\": [2, 3], \"kwargs\": {}}";

	private static final String SUM = "{\"result\": 5}";

	private final String uuid = UUID.randomUUID().toString();

	private final TestBroker broker;

	private final String service;

	private final BareAmqp python;

	PythonLibraryIntegrationTests(TestBroker broker) throws Exception {
		this.broker = broker;
		this.service = broker.uniqueName("python");
		this.python = new BareAmqp(broker);
	}

	@AfterEach
	void close() throws Exception {
		// brokers other than RabbitMQ refuse to delete a queue that does not exist
		this.python.channel().queueDeclare(replies(), true, false, false, null);
		this.python.channel().queueDelete(replies());
		this.python.close();
	}

	@Test
	void serverRepliesToPythonClientThatWasFirst() throws Exception {
		declareAsClient();
		try (AmphoraServer server = server()) {
			GetResponse reply = reply("m-1", ADD);
			assertThat(server.serving()).isTrue();
			assertThat(reply.getEnvelope().getExchange()).isEqualTo(responseExchange());
			assertThat(reply.getProps().getMessageId()).isEqualTo("m-1");
			assertThat(reply.getProps().getCorrelationId()).isNull();
			assertThat(BareAmqp.body(reply)).isEqualTo(BareAmqp.parse(SUM));
		}
	}

	@Test
	void serverRepliesToPythonClientThatCameLater() throws Exception {
		try (AmphoraServer server = server()) {
			declareAsClient();
			assertThat(BareAmqp.body(reply("m-1", ADD))).isEqualTo(BareAmqp.parse(SUM));
			assertThat(server.serving()).isTrue();
			assertThat(BareAmqp.body(reply("m-2", "{\"func\": \"fail\"}")))
				.isEqualTo(BareAmqp.parse("{\"exception\": {\"type\": \"ValueError\", \"args\": [\"x\", -5]}}"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no json", "[]", "{\"args\": [2, 3], \"kwargs\": {}}",
			"{\"func\": \"add\", \"args\": 2}", "{\"func\": \"unknown\", \"args\": [], \"kwargs\": {}}",
			"{\"func\": \"add\", \"args\": [2], \"kwargs\": {}}",
			"{\"func\": \"add\", \"args\": [2, \"x\"], \"kwargs\": {}}",
			"{\"func\": \"add\", \"args\": [], \"kwargs\": {\"x\": 2}}" })
	void wrongRequestOfAPythonClientIsRepliedToWithOneArgument(String body) throws Exception {
		declareAsClient();
		try (AmphoraServer server = server()) {
			GetResponse reply = reply("m-1", body);
			assertThat(reply.getProps().getMessageId()).isEqualTo("m-1");
			assertThat(reply.getProps().getCorrelationId()).isNull();
			JsonNode exception = BareAmqp.body(reply).get("exception");
			assertThat(exception.get("type").asText()).isEqualTo("WrongRequest");
			assertThat(exception.get("args")).hasSize(1);
			assertThat(exception.at("/args/0").isTextual()).isTrue();
			assertThat(server.serving()).isTrue();
		}
	}

	@Test
	void typeErrorThatAFunctionRaisesReachesThePythonClient() throws Exception {
		declareAsClient();
		try (AmphoraServer server = server()) {
			server.addFunction("typed", (call) -> {
				throw new RemoteException("TypeError", "typed() takes no keyword arguments");
			});
			assertThat(BareAmqp.body(reply("m-1", "{\"func\": \"typed\", \"args\": [], \"kwargs\": {}}")))
				.isEqualTo(BareAmqp.parse(
						"{\"exception\": {\"type\": \"TypeError\", \"args\": [\"typed() takes no keyword arguments\"]}}"));
		}
	}

	@Test
	void serverTreatsAnEmptyCorrelationIdAsMissing() throws Exception {
		declareAsClient();
		try (AmphoraServer server = server()) {
			this.python.publish(requestQueue(), "",
					message("m-1").builder().correlationId("").replyTo(this.uuid).build(), ADD);
			GetResponse reply = this.python.take(replies());
			assertThat(server.serving()).isTrue();
			assertThat(reply.getProps().getMessageId()).isEqualTo("m-1");
			assertThat(reply.getProps().getCorrelationId()).isNull();
		}
	}

	@Test
	void clientTreatsAnEmptyCorrelationIdAsMissing() throws Exception {
		declareAsServer();
		try (AmphoraClient client = client()) {
			CompletableFuture<Integer> sum = client.function("add").correlationId("order-1").defer(Integer.class, 2, 3);
			BasicProperties request = this.python.take(requestQueue()).getProps();
			this.python.publish(responseExchange(), request.getReplyTo(),
					message(request.getMessageId()).builder().correlationId("").build(), SUM);
			assertThat(sum).succeedsWithin(PATIENCE).isEqualTo(5);
		}
	}

	@Test
	void replyThatIsReturnedDoesNotTakeTheNextOneOfThatMessageIdWithIt() throws Exception {
		declareAsClient();
		try (AmphoraServer server = server()) {
			publish("m-1", "nobody", ADD);
			assertThat(reply("m-1", ADD).getProps().getMessageId()).isEqualTo("m-1");
			await().atMost(PATIENCE).until(() -> server.statistics().undeliverable() == 1);
		}
	}

	@Test
	void requestThatComesAgainRunsOnce() throws Exception {
		declareAsClient();
		try (AmphoraServer server = server()) {
			reply("m-1", ADD);
			assertThat(BareAmqp.body(reply("m-1", ADD))).isEqualTo(BareAmqp.parse(SUM));
			assertThat(server.statistics().handled()).isEqualTo(1);
		}
	}

	@Test
	void clientCallsPythonServerThatStartsLater() throws Exception {
		try (AmphoraClient client = client()) {
			CompletableFuture<Integer> sum = client.defer("add", Integer.class, 2, 3);
			CompletableFuture<Integer> named = client.function("add")
				.correlationId("order-1")
				.defer(Integer.class, 1, 1);
			await().atMost(PATIENCE).until(() -> client.statistics().held() == 0);
			declareAsServer();
			serve("{\"result\": 5}");
			serve("{\"result\": 2}");
			assertThat(sum).succeedsWithin(PATIENCE).isEqualTo(5);
			assertThat(named).succeedsWithin(PATIENCE).isEqualTo(2);
		}
	}

	@Test
	void clientCallsPythonServerThatWasFirst() throws Exception {
		declareAsServer();
		try (AmphoraClient client = client()) {
			CompletableFuture<Integer> wrong = client.defer("add", Integer.class, 2);
			serve("{\"exception\": {\"type\": \"TypeError\", \"args\": [\"add() takes exactly 2 arguments\"]}}");
			assertThat(wrong).failsWithin(PATIENCE)
				.withThrowableThat()
				.withCauseInstanceOf(RemoteException.class)
				.withMessageContaining("TypeError");
			CompletableFuture<Integer> unknown = client.defer("unknown", Integer.class);
			serve("{\"exception\": {\"type\": \"WrongRequest\", \"args\": [\"unknown\"]}}");
			assertThat(unknown).failsWithin(PATIENCE)
				.withThrowableThat()
				.withCauseInstanceOf(WrongRequestException.class)
				.matches((failure) -> ((WrongRequestException) failure.getCause()).unknownFunction());
		}
	}

	@Test
	void pythonServerDropsOneWayRequestsOnly() throws Exception {
		declareAsServer();
		try (AmphoraClient client = client()) {
			client.function("add").send(2, 3);
			assertThat(sendsReply(this.python.take(requestQueue()), SUM)).isFalse();
			List<CompletableFuture<Integer>> sums = List.of(client.defer("add", Integer.class, 2, 3),
					client.function("add").correlationId("order-1").defer(Integer.class, 2, 3),
					client.function("add").idempotent(true).defer(Integer.class, 2, 3));
			for (CompletableFuture<Integer> sum : sums) {
				serve(SUM);
				assertThat(sum).succeedsWithin(PATIENCE).isEqualTo(5);
			}
			CompletableFuture<?> described = CompletableFuture.supplyAsync(client::describe);
			serve("{\"exception\": {\"type\": \"WrongRequest\", \"args\": [\"amphora.describe\"]}}");
			assertThat(described).failsWithin(PATIENCE)
				.withThrowableThat()
				.withCauseInstanceOf(WrongRequestException.class);
		}
	}

	@Test
	void clientDropsRepliesThatRepeatNoMessageIdOfItsOwn() throws Exception {
		declareAsServer();
		try (AmphoraClient client = client()) {
			CompletableFuture<Integer> sum = client.function("add").correlationId("order-1").defer(Integer.class, 2, 3);
			GetResponse request = this.python.take(requestQueue());
			for (BasicProperties hostile : List.of(new BasicProperties(), message("order-1"), message("unknown"))) {
				this.python.publish(responseExchange(), request.getProps().getReplyTo(), hostile, "{\"result\": 6}");
			}
			await().atMost(PATIENCE).until(() -> client.statistics().late() == 3);
			this.python.publish(responseExchange(), request.getProps().getReplyTo(),
					message(request.getProps().getMessageId()), SUM);
			assertThat(sum).succeedsWithin(PATIENCE).isEqualTo(5);
		}
	}

	@Test
	void callsOfABatchThatAPythonServerRefusesAreSentOneByOne() throws Exception {
		declareAsServer();
		try (AmphoraClient client = AmphoraClient.builder(this.service, this.broker.connectionFactory())
			.timeout(PATIENCE)
			.batching(new BatchLimits(50, DataSize.ofKilobytes(64), Duration.ofMillis(200), false))
			.gracePeriod(Duration.ZERO)
			.build()) {
			CompletableFuture<?>[] sums = new CompletableFuture<?>[20];
			Arrays.setAll(sums, (i) -> client.defer("add", Integer.class, 2, 3));
			CompletableFuture<Void> all = CompletableFuture.allOf(sums);
			await().atMost(PATIENCE).until(() -> {
				serveOneByOne();
				return all.isDone();
			});
			assertThat(sums).allSatisfy((sum) -> assertThat(sum.join()).isEqualTo(5));
			for (int i = 0; i < 20; i++) {
				client.defer("add", Integer.class, 2, 3);
			}
			for (int i = 0; i < 20; i++) {
				assertThat(BareAmqp.body(this.python.take(requestQueue())).isObject()).isTrue();
			}
		}
	}

	private void serveOneByOne() throws Exception {
		GetResponse request = this.python.channel().basicGet(requestQueue(), true);
		while (request != null) {
			boolean batch = BareAmqp.body(request).isArray();
			assertThat(sendsReply(request,
					batch ? "{\"exception\": {\"type\": \"WrongRequest\", \"args\": [\"no dict\"]}}" : SUM))
				.isTrue();
			request = this.python.channel().basicGet(requestQueue(), true);
		}
	}

	private AmphoraServer server() {
		AmphoraServer server = AmphoraServer.builder(this.service, this.broker.connectionFactory()).build();
		server.addFunction("add", (call) -> call.argument(0, int.class) + call.argument(1, int.class));
		server.addFunction("fail", (call) -> {
			throw new RemoteException("ValueError", "x", -5);
		});
		server.serve();
		await().atMost(PATIENCE).until(server::serving);
		return server;
	}

	private AmphoraClient client() {
		return AmphoraClient.builder(this.service, this.broker.connectionFactory()).timeout(PATIENCE).build();
	}

	private void declareExchanges() throws Exception {
		this.python.channel().exchangeDeclare(requestQueue(), "direct", true);
		this.python.channel().exchangeDeclare(responseExchange(), "direct", true);
	}

	private void declareAsClient() throws Exception {
		declareExchanges();
		Channel channel = this.python.channel();
		channel.queueDeclare(replies(), true, false, false, null);
		channel.queueBind(replies(), responseExchange(), this.uuid);
	}

	private void declareAsServer() throws Exception {
		declareExchanges();
		this.python.channel().queueDeclare(requestQueue(), true, false, false, null);
		this.python.channel().queueBind(requestQueue(), requestQueue(), "");
	}

	private GetResponse reply(String messageId, String body) throws Exception {
		publish(messageId, this.uuid, body);
		return this.python.take(replies());
	}

	private void publish(String messageId, String replyTo, String body) throws Exception {
		this.python.publish(requestQueue(), "", message(messageId).builder().deliveryMode(2).replyTo(replyTo).build(),
				body);
	}

	private void serve(String body) throws Exception {
		assertThat(sendsReply(this.python.take(requestQueue()), body)).isTrue();
	}

	/**
	 * Reply as the library does. It acknowledges each request, but only runs those that
	 * have both properties, and needs no other.
	 * @return whether the function runs and its reply is sent
	 */
	private boolean sendsReply(GetResponse request, String body) throws Exception {
		BasicProperties properties = request.getProps();
		if (properties.getReplyTo() == null || properties.getMessageId() == null) {
			return false;
		}
		JsonNode call = BareAmqp.body(request);
		assertThat(call.isArray() || (call.has("func") && call.has("args") && call.has("kwargs"))).isTrue();
		this.python.publish(responseExchange(), properties.getReplyTo(), message(properties.getMessageId()), body);
		return true;
	}

	private static BasicProperties message(String messageId) {
		return new BasicProperties.Builder().messageId(messageId).build();
	}

	private String requestQueue() {
		return "rpc_" + this.service + "_request";
	}

	private String responseExchange() {
		return "rpc_" + this.service + "_response";
	}

	private String replies() {
		return "rpc_" + this.service + "_" + this.uuid + "_response";
	}

}
