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
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.GetResponse;
import io.amphora.RemoteException;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerStatistics;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link AmphoraServer} with a client that knows the wire protocol only.
 */
@BrokerTest
class ServerWireProtocolIntegrationTests {

	private final List<String> notes = new CopyOnWriteArrayList<>();

	private final String service;

	private final String replies;

	private final AmphoraServer server;

	private final BareAmqp bare;

	ServerWireProtocolIntegrationTests(TestService service) throws Exception {
		this.service = service.name();
		this.replies = "rpc_" + this.service + "_response_bare";
		this.server = service.server((builder) -> builder.appId("wire-server"));
		this.bare = service.closeLater(new BareAmqp(service.broker()));
	}

	@BeforeEach
	void serve() throws IOException {
		this.server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
		this.server.addFunction("greet", (call) -> "Hello " + call.argument("name", String.class));
		this.server.addFunction("nothing", (call) -> null);
		this.server.addFunction("fail", (call) -> {
			throw new RemoteException("ValueError", "x", -5);
		});
		this.server.addFunction("note", (call) -> this.notes.add(call.argument(0, String.class)));
		this.bare.ownQueue(this.replies);
		this.server.serve();
		await().atMost(PATIENCE).until(this.server::serving);
	}

	@Test
	void repliesWithTheResult() throws Exception {
		assertThat(reply("{\"func\":\"add\",\"args\":[2,3],\"kwargs\":{}}")).isEqualTo("{\"result\":5}");
	}

	@Test
	void repliesWithNullForNothing() throws Exception {
		assertThat(reply("{\"func\":\"nothing\",\"args\":[],\"kwargs\":{}}")).isEqualTo("{\"result\":null}");
	}

	@Test
	void takesArgumentsByName() throws Exception {
		assertThat(reply("{\"func\":\"greet\",\"kwargs\":{\"name\":\"Ada\"}}")).isEqualTo("{\"result\":\"Hello Ada\"}");
	}

	@Test
	void doesNotMissArgumentsThatAreLeftOut() throws Exception {
		assertThat(reply("{\"func\":\"nothing\"}")).isEqualTo("{\"result\":null}");
	}

	@Test
	void ignoresMembersThatItDoesNotKnow() throws Exception {
		assertThat(reply("{\"version\":{\"major\":7},\"func\":\"add\",\"args\":[2,3],\"kwargs\":{},\"more\":[1,{}]}"))
			.isEqualTo("{\"result\":5}");
	}

	@Test
	void repliesWithTypeAndArgumentsOfAnException() throws Exception {
		assertThat(reply("{\"func\":\"fail\",\"args\":[],\"kwargs\":{}}"))
			.isEqualTo("{\"exception\":{\"type\":\"ValueError\",\"args\":[\"x\",-5]}}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "no json", "{\"func\":\"add\",\"args\":[2,3", "[]", "{}", "{\"func\":7}",
			"{\"func\":\"add\",\"args\":{}}", "{\"func\":\"unknown\",\"args\":[],\"kwargs\":{}}",
			"{\"func\":\"add\",\"args\":[2],\"kwargs\":{}}", "{\"func\":\"add\",\"args\":[2,\"x\"],\"kwargs\":{}}" })
	void repliesThatARequestIsWrong(String body) throws Exception {
		assertThat(BareAmqp.parse(reply(body)).at("/exception/type").asText()).isEqualTo("WrongRequest");
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		this.server.close();
		assertThat(this.bare.messageCount(requestQueue())).isZero();
	}

	@Test
	void repliesThatAContentTypeIsWrong() throws Exception {
		request(properties().contentType("application/x-python-pickle").build(), "{\"func\":\"nothing\"}");
		assertThat(BareAmqp.body(this.bare.take(this.replies)).at("/exception/type").asText())
			.isEqualTo("WrongRequest");
	}

	@Test
	void givesResponsesTheirProperties() throws Exception {
		long before = System.currentTimeMillis() / 1000 * 1000;
		request(properties().correlationId("c-1").contentType("application/json; charset=utf-8").build(),
				"{\"func\":\"nothing\"}");
		BasicProperties response = this.bare.take(this.replies).getProps();
		assertThat(response.getCorrelationId()).isEqualTo("c-1");
		assertThat(response.getContentType()).isEqualTo("application/json; charset=utf-8");
		assertThat(response.getMessageId()).isNotBlank();
		assertThat(response.getTimestamp()).isBetween(new Date(before), new Date(System.currentTimeMillis()), true,
				true);
		assertThat(response.getDeliveryMode()).isEqualTo(2);
		assertThat(response.getAppId()).isEqualTo("wire-server");
		assertThat(response.getReplyTo()).isNull();
		assertThat(response.getExpiration()).isNull();
	}

	@Test
	void givesEachResponseAMessageIdOfItsOwn() throws Exception {
		Set<String> ids = new HashSet<>();
		for (int i = 0; i < 20; i++) {
			request(properties().build(), "{\"func\":\"nothing\"}");
		}
		for (int i = 0; i < 20; i++) {
			ids.add(this.bare.take(this.replies).getProps().getMessageId());
		}
		assertThat(ids).hasSize(20).doesNotContainNull();
	}

	@Test
	void runsAOneWayRequestWithoutReply() throws Exception {
		request(new BasicProperties(), "{\"func\":\"note\",\"args\":[\"one\"],\"kwargs\":{}}");
		request(new BasicProperties(), "no json");
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(this.notes).containsExactly("one"));
		await().atMost(PATIENCE).until(() -> this.server.statistics().rejected() == 1);
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		this.server.close();
		assertThat(this.bare.messageCount(requestQueue())).isZero();
		assertThat(this.bare.messageCount(this.replies)).isZero();
	}

	@Test
	void doesNotRunARequestThatHasExpired() throws Exception {
		request(properties().expiration("0").build(), "{\"func\":\"note\",\"args\":[\"late\"],\"kwargs\":{}}");
		request(properties().expiration("60000").build(), "{\"func\":\"note\",\"args\":[\"in time\"],\"kwargs\":{}}");
		assertThat(BareAmqp.body(this.bare.take(this.replies)).get("result").asBoolean()).isTrue();
		assertThat(this.notes).containsExactly("in time");
	}

	@Test
	void repliesThroughTheResponseExchangeIfNoQueueHasTheName() throws Exception {
		String key = this.service + "-key";
		this.bare.channel().queueBind(this.replies, "rpc_" + this.service + "_response", key);
		request(properties().replyTo(key).correlationId("c-2").build(), "{\"func\":\"add\",\"args\":[2,3]}");
		GetResponse response = this.bare.take(this.replies);
		assertThat(response.getEnvelope().getExchange()).isEqualTo("rpc_" + this.service + "_response");
		assertThat(response.getProps().getCorrelationId()).isEqualTo("c-2");
		assertThat(BareAmqp.body(response).get("result").asInt()).isEqualTo(5);
	}

	@Test
	void countsAnUnroutableReplyAndContinues() throws Exception {
		int count = 500;
		for (int i = 0; i < count; i++) {
			request(properties().replyTo(this.service + "-gone").build(), "{\"func\":\"add\",\"args\":[2,3]}");
		}
		await().atMost(PATIENCE).until(() -> this.server.statistics().handled() == count);
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() <= 0);
		assertThat(reply("{\"func\":\"add\",\"args\":[2,3]}")).isEqualTo("{\"result\":5}");
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() <= 0);
		ServerStatistics statistics = this.server.statistics();
		assertThat(statistics.undeliverable()).isEqualTo(count);
		assertThat(statistics.running()).isZero();
		this.server.close();
		assertThat(this.bare.messageCount(requestQueue())).isZero();
	}

	@Test
	void requestsWaitInADurableQueueForAServer() throws Exception {
		this.server.stop();
		request(properties().build(), "{\"func\":\"add\",\"args\":[2,3]}");
		this.bare.channel().queueDeclare(requestQueue(), true, false, false, null);
		this.bare.channel().exchangeDeclare("rpc_" + this.service + "_request", "direct", true);
		this.bare.channel().exchangeDeclare("rpc_" + this.service + "_response", "direct", true);
		this.server.serve();
		assertThat(BareAmqp.body(this.bare.take(this.replies)).get("result").asInt()).isEqualTo(5);
	}

	private String reply(String body) throws Exception {
		request(properties().build(), body);
		return new String(this.bare.take(this.replies).getBody());
	}

	private void request(BasicProperties properties, String body) throws IOException {
		this.bare.publish("rpc_" + this.service + "_request", this.service, properties, body);
	}

	private BasicProperties.Builder properties() {
		return new BasicProperties.Builder().contentType("application/json").correlationId("c-0").replyTo(this.replies);
	}

	private String requestQueue() {
		return "rpc_" + this.service + "_request";
	}

}
