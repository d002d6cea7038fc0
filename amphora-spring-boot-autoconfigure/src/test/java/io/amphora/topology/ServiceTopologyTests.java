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

package io.amphora.topology;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.TopologyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.startsWith;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link ServiceTopology}.
 */
class ServiceTopologyTests {

	private final Channel channel = mock(Channel.class);

	private final ServiceTopology math = new ServiceTopology("math", QueueType.BROKER_DEFAULT);

	@Test
	void refusesControlCharacters() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ServiceTopology("sh\nop", QueueType.BROKER_DEFAULT))
			.withMessage("A name on the broker must not contain control characters");
		ServiceTopology topology = new ServiceTopology("shop", QueueType.BROKER_DEFAULT);
		assertThatIllegalArgumentException().isThrownBy(() -> topology.responseQueue("x\ry"));
	}

	@Test
	void namesMatchTheProtocol() {
		assertThat(this.math.requestExchange()).isEqualTo("rpc_math_request");
		assertThat(this.math.requestQueue()).isEqualTo("rpc_math_request");
		assertThat(this.math.responseExchange()).isEqualTo("rpc_math_response");
		assertThat(this.math.responseQueue("u1")).isEqualTo("rpc_math_response_u1");
		assertThat(this.math.fanoutExchange()).isEqualTo("rpc_math_fanout_request");
		assertThat(this.math.fanoutQueue("u1")).isEqualTo("rpc_math_fanout_request_u1");
		assertThat(this.math.controlExchange()).isEqualTo("rpc_math_control");
		assertThat(ServiceTopology.requestQueue("special")).isEqualTo("rpc_special_request");
	}

	@Test
	void requestsNeedExchangesAndADurableQueue() throws Exception {
		this.math.requests().declare(this.channel);
		thenExchange("rpc_math_request", BuiltinExchangeType.DIRECT);
		thenExchange("rpc_math_response", BuiltinExchangeType.DIRECT);
		then(this.channel).should().queueDeclareNoWait("rpc_math_request", true, false, false, Map.of());
		then(this.channel).should().queueBind("rpc_math_request", "rpc_math_request", "math");
		then(this.channel).should().queueBindNoWait("rpc_math_request", "rpc_math_request", "", Map.of());
		then(this.channel).shouldHaveNoMoreInteractions();
	}

	@Test
	void responseQueueIsBoundTwiceAndExpires() throws Exception {
		this.math.responses("u1", Duration.ofMinutes(10)).declare(this.channel);
		then(this.channel).should()
			.queueDeclareNoWait("rpc_math_response_u1", true, false, false,
					Map.of("x-queue-type", "classic", "x-expires", 600_000L));
		then(this.channel).should()
			.queueBindNoWait("rpc_math_response_u1", "rpc_math_response", "rpc_math_response_u1", Map.of());
		then(this.channel).should().queueBind("rpc_math_response_u1", "rpc_math_response", "u1");
	}

	@Test
	void fanoutQueueGoesWithItsServer() throws Exception {
		this.math.fanoutServer("u1").declare(this.channel);
		thenExchange("rpc_math_fanout_request", BuiltinExchangeType.FANOUT);
		then(this.channel).should().queueDeclareNoWait("rpc_math_fanout_request_u1", false, true, true, Map.of());
		then(this.channel).should().queueBind("rpc_math_fanout_request_u1", "rpc_math_fanout_request", "");
	}

	@Test
	void controlQueueIsBoundedAndGoesWithItsServer() throws Exception {
		this.math.controlServer().declare(this.channel);
		thenExchange("rpc_math_control", BuiltinExchangeType.FANOUT);
		then(this.channel).should()
			.queueDeclareNoWait(startsWith("rpc_math_control_"), eq(false), eq(true), eq(true),
					eq(Map.of("x-message-ttl", 60_000, "x-max-length-bytes", 16_777_216)));
		then(this.channel).should().queueBind(startsWith("rpc_math_control_"), eq("rpc_math_control"), eq(""));
	}

	@Test
	void controlExchangeIsOnlyCheckedByClientsAndByServersThatDoNotDeclare() throws Exception {
		this.math.controlRequests().declare(this.channel);
		then(this.channel).should().exchangeDeclarePassive("rpc_math_control");
		then(this.channel).shouldHaveNoMoreInteractions();
		new ServiceTopology("math", QueueType.BROKER_DEFAULT, false).controlServer().declare(this.channel);
		then(this.channel).should(times(2)).exchangeDeclarePassive("rpc_math_control");
		then(this.channel).should()
			.queueDeclareNoWait(startsWith("rpc_math_control_"), eq(false), eq(true), eq(true), any());
	}

	@Test
	void queueTypeIsDeclaredOnlyIfChosen() throws Exception {
		new ServiceTopology("math", QueueType.QUORUM).requestQueue("rpc_q_request", "key", null).declare(this.channel);
		new ServiceTopology("math", QueueType.CLASSIC).requestQueue("rpc_c_request", "key", Duration.ofSeconds(1))
			.declare(this.channel);
		then(this.channel).should()
			.queueDeclareNoWait("rpc_q_request", true, false, false, Map.of("x-queue-type", "quorum"));
		then(this.channel).should()
			.queueDeclareNoWait("rpc_c_request", true, false, false,
					Map.of("x-queue-type", "classic", "x-expires", 1000L));
	}

	@ParameterizedTest
	@CsvSource({ "QUORUM, , quorum", "CLASSIC, QUORUM, quorum", "QUORUM, CLASSIC, classic", "BROKER_DEFAULT, , classic",
			"BROKER_DEFAULT, QUORUM, quorum" })
	void replyQueueIsClassicUnlessATypeIsConfigured(QueueType queues, @Nullable QueueType replies, String declared)
			throws Exception {
		new ServiceTopology("math", queues, replies, true).responses("u1", Duration.ofMinutes(10))
			.declare(this.channel);
		thenReplyQueue(Map.of("x-queue-type", declared, "x-expires", 600_000L));
	}

	@Test
	void replyQueueHasNoTypeIfItIsToFollowTheVirtualHost() throws Exception {
		new ServiceTopology("math", QueueType.QUORUM, QueueType.BROKER_DEFAULT, true)
			.responses("u1", Duration.ofMinutes(10))
			.declare(this.channel);
		thenReplyQueue(Map.of("x-expires", 600_000L));
	}

	@Test
	void replyQueueThatExistsWithTheDefaultTypeIsUsed() throws Exception {
		Topology replies = Topology.NONE.and(this.math.responses("u1", Duration.ofMinutes(10)));
		IOException refused = refused(
				"PRECONDITION_FAILED - inequivalent arg 'x-queue-type' for queue 'q' in vhost '/': "
						+ "received 'classic' but current is 'quorum'");
		assertThat(replies.adaptTo(refused)).isTrue();
		assertThat(replies.adaptTo(refused)).as("another channel").isTrue();
		replies.declare(this.channel);
		thenReplyQueue(Map.of("x-expires", 600_000L));
	}

	@Test
	void replyQueueOfYetAnotherTypeIsRefusedInTheEnd() {
		Topology replies = this.math.responses("u1", Duration.ofMinutes(10));
		IOException refused = refused(
				"PRECONDITION_FAILED - inequivalent arg 'x-queue-type' for queue 'q' in vhost '/': "
						+ "received 'classic' but current is 'stream'");
		for (int channel = 0; channel < 3; channel++) {
			assertThat(replies.adaptTo(refused)).isTrue();
		}
		assertThat(replies.adaptTo(refused)).isFalse();
	}

	@Test
	void replyQueueDoesNotAdaptToOtherRefusals() {
		Topology replies = this.math.responses("u1", Duration.ofMinutes(10));
		assertThat(replies.adaptTo(refused("PRECONDITION_FAILED - inequivalent arg 'x-expires' for queue 'q' in vhost "
				+ "'/': received '1' but current is '2'")))
			.isFalse();
		assertThat(replies.adaptTo(new IOException("x-queue-type"))).isFalse();
		IOException refused = refused(
				"PRECONDITION_FAILED - inequivalent arg 'x-queue-type' for queue 'q' in vhost '/': "
						+ "received 'classic' but current is 'quorum'");
		assertThat(
				new ServiceTopology("math", QueueType.CLASSIC).responses("u1", Duration.ofMinutes(10)).adaptTo(refused))
			.isFalse();
	}

	private IOException refused(String text) {
		AMQP.Channel.Close close = new AMQP.Channel.Close.Builder().replyCode(AMQP.PRECONDITION_FAILED)
			.replyText(text)
			.build();
		return new IOException(new ShutdownSignalException(false, false, close, this.channel));
	}

	private void thenReplyQueue(Map<String, Object> arguments) throws Exception {
		then(this.channel).should().queueDeclareNoWait("rpc_math_response_u1", true, false, false, arguments);
	}

	static Stream<Topology> topologies() {
		ServiceTopology math = new ServiceTopology("math", QueueType.BROKER_DEFAULT);
		return Stream.of(math.exchanges(), math.requests(), math.requestQueue("q", "key", null),
				math.responses("u1", Duration.ofMinutes(10)), math.fanoutRequests(), math.fanoutServer("u1"),
				math.introspectionRequests(), math.introspectionServer(), math.controlRequests(), math.controlServer());
	}

	@ParameterizedTest
	@MethodSource("topologies")
	void waitsForTheBrokerOnceAndAtTheEnd(Topology topology) throws Exception {
		topology.declare(this.channel);
		List<Boolean> waits = Mockito.mockingDetails(this.channel)
			.getInvocations()
			.stream()
			.map((call) -> !call.getMethod().getName().endsWith("NoWait"))
			.toList();
		assertThat(waits).containsOnlyOnce(true).endsWith(true);
	}

	@Test
	void checksWhatOthersDeclare() throws Exception {
		ServiceTopology checked = new ServiceTopology("math", QueueType.BROKER_DEFAULT, false);
		checked.requests().declare(this.channel);
		then(this.channel).should().exchangeDeclarePassive("rpc_math_request");
		checked.requestServer().declare(this.channel);
		then(this.channel).should().queueDeclarePassive("rpc_math_request");
		checked.exchanges().declare(this.channel);
		then(this.channel).should().exchangeDeclarePassive("rpc_math_response");
		checked.fanoutRequests().declare(this.channel);
		then(this.channel).should().exchangeDeclarePassive("rpc_math_fanout_request");
		checked.introspectionRequests().declare(this.channel);
		then(this.channel).should().exchangeDeclarePassive("rpc_math_introspection");
		then(this.channel).shouldHaveNoMoreInteractions();
	}

	@Test
	void declaresQueuesOfOneClientOrServerInAnyCase() throws Exception {
		ServiceTopology checked = new ServiceTopology("math", QueueType.BROKER_DEFAULT, false);
		checked.responses("u1", Duration.ofMinutes(10)).declare(this.channel);
		then(this.channel).should().exchangeDeclarePassive("rpc_math_response");
		then(this.channel).should()
			.queueDeclareNoWait("rpc_math_response_u1", true, false, false,
					Map.of("x-queue-type", "classic", "x-expires", 600_000L));
		checked.fanoutServer("u1").declare(this.channel);
		then(this.channel).should().exchangeDeclarePassive("rpc_math_fanout_request");
		then(this.channel).should().queueDeclareNoWait("rpc_math_fanout_request_u1", false, true, true, Map.of());
		then(this.channel).should().queueBind("rpc_math_fanout_request_u1", "rpc_math_fanout_request", "");
	}

	@Test
	void saysWhichServersDeclareTheControlExchange() throws Exception {
		IOException failure = notFound();
		given(this.channel.exchangeDeclarePassive("rpc_math_control")).willThrow(failure);
		Topology control = this.math.controlRequests();
		assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> control.declare(this.channel))
			.withMessageContaining("no exchange 'rpc_math_control' of service 'math'")
			.withMessageContaining("Amphora servers declare it")
			.withMessageContaining("servers in Python do not")
			.satisfies((ex) -> assertThat(ex).hasMessageNotContaining("'declare'"));
	}

	@Test
	void saysWhatOthersHaveToDeclare() throws Exception {
		IOException failure = notFound();
		given(this.channel.exchangeDeclarePassive("rpc_math_request")).willThrow(failure);
		Topology requests = new ServiceTopology("math", QueueType.BROKER_DEFAULT, false).requests();
		assertThat(requests.creates()).isFalse();
		assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> requests.declare(this.channel))
			.withMessageContaining("no exchange 'rpc_math_request' of service 'math'")
			.withMessageContaining("start a server that does");
	}

	private IOException notFound() {
		AMQP.Channel.Close close = new AMQP.Channel.Close.Builder().replyCode(AMQP.NOT_FOUND)
			.replyText("NOT_FOUND - no exchange")
			.build();
		return new IOException(new ShutdownSignalException(false, false, close, this.channel));
	}

	@Test
	void refusesBlankNames() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ServiceTopology(" ", QueueType.BROKER_DEFAULT))
			.withMessageContaining("amphora.server.service-name");
		assertThatIllegalArgumentException().isThrownBy(() -> ServiceTopology.requestQueue(""))
			.withMessageContaining("needs a name");
	}

	@Test
	void refusesNamesThatTheProtocolCannotCarry() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ServiceTopology("s".repeat(240), QueueType.BROKER_DEFAULT))
			.withMessageContaining("255 bytes");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ServiceTopology("\u00e4".repeat(120), QueueType.BROKER_DEFAULT));
		assertThatIllegalArgumentException().isThrownBy(() -> this.math.responseQueue("u".repeat(240)));
		assertThatIllegalArgumentException().isThrownBy(() -> ServiceTopology.requestQueue("q".repeat(250)));
		assertThat(this.math.responseQueue("u".repeat(255 - "rpc_math_response_".length()))).hasSize(255);
	}

	private void thenExchange(String name, BuiltinExchangeType type) throws Exception {
		then(this.channel).should().exchangeDeclareNoWait(name, type, true, false, false, Map.of());
	}

}
