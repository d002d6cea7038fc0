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

package io.amphora.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.NoResultException;
import io.amphora.TopologyException;
import io.amphora.topology.QueueType;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.BrokerConnection;
import io.amphora.transport.connection.ChannelAction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link ConsumerCheck}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ConsumerCheckTests {

	private static final Duration DELAY = Duration.ofSeconds(10);

	private final BrokerTransport transport = mock(BrokerTransport.class);

	private final BrokerConnection consuming = mock(BrokerConnection.class);

	private final Channel channel = mock(Channel.class);

	private final Connection connection = mock(Connection.class);

	private final Future<?> timer = new CompletableFuture<>();

	private final ArgumentCaptor<Duration> delays = ArgumentCaptor.captor();

	private CompletableFuture<Boolean> consumed = new CompletableFuture<>();

	private final AtomicBoolean serving = new AtomicBoolean(true);

	private final AtomicBoolean fanoutClient = new AtomicBoolean();

	private Collection<String> knownServices = List.of("math", "mail");

	private final ConsumerCheck check = check(DELAY);

	private ConsumerCheck check(Duration delay) {
		return new ConsumerCheck(new ServiceTopology("mth", QueueType.BROKER_DEFAULT), this.transport,
				new ConsumerCheck.Settings(delay, () -> this.knownServices, this.fanoutClient::get), false,
				this.serving::get);
	}

	@BeforeEach
	void connect() {
		willReturn(this.timer).given(this.transport).schedule(any(), any());
		given(this.transport.consuming()).willReturn(this.consuming);
		willReturn(this.consumed).given(this.consuming).execute(any(), any());
		given(this.channel.getConnection()).willReturn(this.connection);
		given(this.connection.getServerProperties()).willReturn(Map.of("product", "RabbitMQ"));
	}

	@Test
	void warnsIfNothingConsumes(CapturedOutput output) throws Exception {
		elapse();
		reply(0);
		assertThat(output).contains(
				"No server consumes from queue 'rpc_mth_request' of service 'mth': requests stay in the queue until"
						+ " a server is started or their timeouts have passed. Is the name of the service correct?"
						+ " This application also has 'math'.");
	}

	@Test
	void doesNotDoubtTheNameOfAServiceThatHadServers(CapturedOutput output) throws Exception {
		elapse();
		reply(1);
		this.check.timedOut();
		next().run();
		reply(0);
		assertThat(output)
			.contains(
					"No server consumes from queue 'rpc_mth_request' of service 'mth' any longer: requests stay in the"
							+ " queue until a server is started or their timeouts have passed.")
			.doesNotContain("Is the name", "This application also has", "fanout");
	}

	@Test
	void warnsIfTheServicesOfTheApplicationAreUnknown(CapturedOutput output) throws Exception {
		this.knownServices = mock();
		given(this.knownServices.stream()).willThrow(new IllegalStateException("on purpose"));
		given(this.knownServices.iterator()).willThrow(new IllegalStateException("on purpose"));
		elapse();
		reply(0);
		assertThat(output).contains("No server consumes from queue").doesNotContain("This application also has");
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void suggestsAFanoutClientUnlessTheApplicationHasOne(boolean has, CapturedOutput output) throws Exception {
		this.fanoutClient.set(has);
		willReturn(this.consumed, CompletableFuture.completedFuture(true)).given(this.consuming).execute(any(), any());
		elapse();
		reply(0);
		String suggestion = "'amphora.clients.<name>.fanout=true'";
		assertThat(output.getOut().contains(suggestion)).isEqualTo(!has);
		assertThat(output.getOut().contains("This application also has 'math'.")).isEqualTo(has);
	}

	@Test
	void warnsIfTheQueueDoesNotExist(CapturedOutput output) {
		elapse();
		this.consumed.completeExceptionally(refused(404, "NOT_FOUND - no queue 'rpc_mth_request' in vhost '/'"));
		assertThat(output).contains("the queue does not exist");
	}

	@ParameterizedTest
	@CsvSource({ "403, ACCESS_REFUSED - access to the queue was refused",
			"405, RESOURCE_LOCKED - cannot obtain exclusive access to locked queue" })
	void saysNothingIfTheClientMayNotUseTheQueue(int code, String text, CapturedOutput output) {
		elapse();
		this.consumed.completeExceptionally(refused(code, text));
		assertThat(output).doesNotContain("No server");
	}

	private static TopologyException refused(int code, String text) {
		AMQP.Channel.Close close = new AMQP.Channel.Close.Builder().replyCode(code).replyText(text).build();
		return new TopologyException("on purpose",
				new IOException(new ShutdownSignalException(false, false, close, null)));
	}

	@Test
	void saysNothingIfAServerConsumes(CapturedOutput output) throws Exception {
		elapse();
		reply(1);
		assertThat(output).doesNotContain("No server");
	}

	@Test
	void saysNothingIfTheBrokerCannotBeAsked(CapturedOutput output) {
		elapse();
		this.consumed.completeExceptionally(new NoResultException("on purpose", null));
		assertThat(output).doesNotContain("No server");
	}

	@Test
	void saysNothingOfTheEmbeddedBroker(CapturedOutput output) throws Exception {
		given(this.connection.getServerProperties()).willReturn(Map.of("product", "Apache Qpid"));
		elapse();
		reply(0);
		assertThat(output).doesNotContain("No server");
	}

	@Test
	void saysNothingIfTheClientHasStopped(CapturedOutput output) throws Exception {
		elapse();
		this.serving.set(false);
		reply(0);
		assertThat(output).doesNotContain("No server");
	}

	@Test
	void isCancelledWithItsClient() {
		this.check.start();
		this.check.cancel();
		assertThat(this.timer).isCancelled();
	}

	@Test
	void logsThatAServerConsumesAfterTheWarning(CapturedOutput output) throws Exception {
		elapse();
		reply(0);
		this.consumed = new CompletableFuture<>();
		willReturn(this.consumed).given(this.consuming).execute(any(), any());
		repeat().run();
		reply(1);
		assertThat(output).containsOnlyOnce("No server consumes")
			.containsOnlyOnce("A server now consumes from queue 'rpc_mth_request' of service 'mth'");
		then(this.transport).should(times(2)).schedule(any(), any());
	}

	@Test
	void warnsOnceAndContinuesAtGrowingIntervals(CapturedOutput output) throws Exception {
		elapse();
		for (long interval : List.of(10L, 20L, 40L, 60L, 60L)) {
			reply(0);
			next().run();
			assertThat(this.delays.getValue()).isBetween(Duration.ofSeconds(interval / 2),
					Duration.ofSeconds(interval));
		}
		assertThat(output).containsOnlyOnce("No server consumes");
	}

	@Test
	void warnsAgainIfTheServersStopLater(CapturedOutput output) throws Exception {
		elapse();
		reply(0);
		next().run();
		reply(1);
		this.check.timedOut();
		next().run();
		reply(0);
		assertThat(output.getOut().split("No server consumes")).hasSize(3);
		next().run();
		reply(1);
		assertThat(output.getOut().split("A server now consumes")).hasSize(3);
	}

	@Test
	void checksAgainAfterACallWithoutAReply(CapturedOutput output) throws Exception {
		elapse();
		reply(1);
		this.check.timedOut();
		this.check.timedOut();
		next().run();
		assertThat(this.delays.getValue()).isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
		then(this.transport).should(times(2)).schedule(any(), any());
		reply(0);
		assertThat(output).containsOnlyOnce("No server consumes");
		this.check.timedOut();
		then(this.transport).should(times(3)).schedule(any(), any());
	}

	@Test
	void callsWithoutAReplyDoNotHastenTheFirstCheck() {
		this.check.timedOut();
		this.check.start();
		this.check.timedOut();
		then(this.transport).should().schedule(any(), eq(DELAY));
		then(this.transport).shouldHaveNoMoreInteractions();
	}

	@Test
	void checksAgainAfterTheClientWasStopped() throws Exception {
		elapse();
		this.serving.set(false);
		reply(0);
		this.serving.set(true);
		this.check.timedOut();
		then(this.transport).should(times(2)).schedule(any(), any());
	}

	/** Return what the last check has scheduled, for which there will be a new reply. */
	private Runnable next() {
		this.consumed = new CompletableFuture<>();
		willReturn(this.consumed).given(this.consuming).execute(any(), any());
		return repeat();
	}

	@Test
	void continuesAfterTheWarningIfTheBrokerCannotBeAsked(CapturedOutput output) throws Exception {
		elapse();
		reply(0);
		this.consumed = new CompletableFuture<>();
		willReturn(this.consumed).given(this.consuming).execute(any(), any());
		repeat().run();
		this.consumed.completeExceptionally(new NoResultException("on purpose", null));
		then(this.transport).should(times(3)).schedule(any(), any());
	}

	@Test
	void isNotRepeatedAfterItIsCancelled() throws Exception {
		elapse();
		CompletableFuture<?> next = new CompletableFuture<>();
		this.check.cancel();
		willReturn(next).given(this.transport).schedule(any(), any());
		reply(0);
		assertThat(next).isCancelled();
	}

	/** Return what the last check has scheduled. */
	private Runnable repeat() {
		ArgumentCaptor<Runnable> action = ArgumentCaptor.captor();
		then(this.transport).should(atLeastOnce()).schedule(action.capture(), this.delays.capture());
		return action.getValue();
	}

	@Test
	void beginsOnce() {
		this.check.start();
		this.check.start();
		then(this.transport).should().schedule(any(), eq(DELAY));
	}

	@Test
	void callWithoutAReplyIsCheckedThoughNoThreadCouldBeStartedBefore() {
		given(this.transport.schedule(any(), any())).willThrow(new OutOfMemoryError("no thread"));
		this.check.start();
		this.check.timedOut();
		this.check.timedOut();
		then(this.transport).should(times(3)).schedule(any(), any());
	}

	@Test
	void neverBeginsWithoutADelay() {
		check(Duration.ZERO).start();
		then(this.transport).shouldHaveNoInteractions();
	}

	private void elapse() {
		ArgumentCaptor<Runnable> action = ArgumentCaptor.captor();
		this.check.start();
		then(this.transport).should().schedule(action.capture(), eq(DELAY));
		action.getValue().run();
	}

	private void reply(int consumers) throws Exception {
		AMQP.Queue.DeclareOk declared = new AMQP.Queue.DeclareOk.Builder().queue("rpc_mth_request")
			.consumerCount(consumers)
			.build();
		given(this.channel.queueDeclarePassive("rpc_mth_request")).willReturn(declared);
		ArgumentCaptor<ChannelAction<Boolean>> action = ArgumentCaptor.captor();
		then(this.consuming).should(atLeastOnce()).execute(action.capture(), any());
		this.consumed.complete(action.getValue().execute(this.channel));
	}

}
