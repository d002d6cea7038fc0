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

package io.amphora.client.cancellation;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.TopologyException;
import io.amphora.serializer.CancelRequest;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.topology.QueueType;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.BrokerConnection;
import io.amphora.transport.connection.ChannelCallback;
import io.amphora.transport.connection.ManagedChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willReturn;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link CancelPublisher}.
 */
class CancelPublisherTests {

	private static final String EXCHANGE = "rpc_shop_control";

	private final BrokerTransport transport = mock(BrokerTransport.class);

	private final BrokerConnection connection = mock(BrokerConnection.class);

	private final ManagedChannel managedChannel = mock(ManagedChannel.class);

	private final Channel channel = mock(Channel.class);

	private final RpcSerializer serializer = new Jackson2RpcSerializer();

	private final Queue<Runnable> scheduled = new ArrayDeque<>();

	private CancelPublisher publisher;

	private ChannelCallback callback;

	@BeforeEach
	void create() {
		given(this.transport.publishing()).willReturn(this.connection);
		given(this.transport.schedule(any(), any())).willAnswer((call) -> {
			this.scheduled.add(call.getArgument(0));
			return null;
		});
		given(this.connection.connected()).willReturn(true);
		given(this.connection.managedChannel(anyString(), any(), any())).willReturn(this.managedChannel);
		given(this.managedChannel.start()).willAnswer((call) -> {
			this.callback.opened(this.channel);
			return CompletableFuture.completedFuture(null);
		});
		given(this.channel.isOpen()).willReturn(true);
		this.publisher = publisher(this.serializer);
	}

	private CancelPublisher publisher(RpcSerializer with) {
		CancelPublisher created = new CancelPublisher(new ServiceTopology("shop", QueueType.BROKER_DEFAULT), with,
				this.transport, "till");
		ArgumentCaptor<ChannelCallback> captor = ArgumentCaptor.captor();
		then(this.connection).should(atLeast(1)).managedChannel(anyString(), any(), captor.capture());
		this.callback = captor.getValue();
		return created;
	}

	@Test
	void idsOfSomeMillisecondsAreOneTransientMessage() throws Exception {
		cancel("one");
		cancel("two");
		assertThat(this.scheduled).hasSize(1);
		this.scheduled.remove().run();
		ArgumentCaptor<BasicProperties> properties = ArgumentCaptor.captor();
		ArgumentCaptor<byte[]> body = ArgumentCaptor.captor();
		then(this.channel).should().basicPublish(eq(EXCHANGE), eq("shop"), properties.capture(), body.capture());
		assertThat(CancelRequest.of(this.serializer.deserializeCall(body.getValue())).ids()).containsExactly("one",
				"two");
		assertThat(properties.getValue().getDeliveryMode()).isEqualTo(1);
		assertThat(properties.getValue().getAppId()).isEqualTo("till");
		assertThat(properties.getValue().getContentType()).isEqualTo("application/json");
		assertThat(Integer.parseInt(properties.getValue().getExpiration())).isBetween(1, 60_000);
	}

	@Test
	void exchangeIsCheckedOncePerChannelAndNeverDeclared() throws Exception {
		for (int i = 0; i < 3; i++) {
			cancel("id" + i);
			this.scheduled.remove().run();
		}
		then(this.channel).should().exchangeDeclarePassive(EXCHANGE);
		then(this.channel).should(never()).exchangeDeclare(anyString(), anyString());
		assertPublished(3);
		assertThat(this.callback.topology().creates()).isFalse();
	}

	@Test
	void closeTakesOneMessagePerThousandCalls() throws Exception {
		this.publisher.prepareClose();
		for (int i = 0; i < 10_000; i++) {
			cancel("id" + i);
		}
		assertThat(this.scheduled).isEmpty();
		assertThat(this.publisher.close(Duration.ofSeconds(30))).isCompleted();
		assertPublished(10);
		then(this.managedChannel).should().close();
	}

	@Test
	void closeDoesNotWaitForAConnection() throws Exception {
		given(this.connection.connected()).willReturn(false);
		cancel("one");
		assertThat(this.publisher.close(Duration.ofSeconds(30))).isCompleted();
		this.scheduled.remove().run();
		assertPublished(0);
		then(this.managedChannel).should().close();
	}

	@Test
	void refusalStopsFurtherMessagesForAWhile() throws Exception {
		this.callback.refused(new TopologyException("no exchange", null));
		cancel("one");
		assertThat(this.scheduled).isEmpty();
		assertThat(this.callback.wanted()).isFalse();
	}

	@Test
	void channelThatTheBrokerClosesCountsAsARefusal() throws Exception {
		cancel("one");
		this.scheduled.remove().run();
		given(this.channel.getCloseReason()).willReturn(new ShutdownSignalException(false, false,
				new AMQP.Channel.Close.Builder().replyCode(403).replyText("ACCESS_REFUSED").build(), this.channel));
		cancel("two");
		this.callback.lost(this.channel);
		this.scheduled.remove().run();
		cancel("three");
		assertThat(this.scheduled).isEmpty();
		assertPublished(1);
	}

	@Test
	void idsAreKeptUntilTheNextConnection() throws Exception {
		willReturn(new CompletableFuture<>()).given(this.managedChannel).start();
		cancel("one");
		this.scheduled.remove().run();
		given(this.channel.getCloseReason())
			.willReturn(new ShutdownSignalException(true, false, null, this.connection));
		this.callback.lost(this.channel);
		assertThat(this.callback.wanted()).isTrue();
		this.callback.opened(this.channel);
		assertPublished(1);
		this.callback.lost(this.channel);
		assertThat(this.callback.wanted()).isFalse();
	}

	@Test
	void nothingIsPublishedWhileTheBrokerBlocks() throws Exception {
		given(this.connection.blocked()).willReturn(true);
		cancel("one");
		this.scheduled.remove().run();
		assertPublished(0);
		given(this.connection.blocked()).willReturn(false);
		this.scheduled.remove().run();
		assertPublished(1);
	}

	@Test
	void callsWhoseTimeoutHasElapsedAreLeftOut() throws Exception {
		this.publisher.cancel("old", System.nanoTime());
		this.scheduled.remove().run();
		then(this.managedChannel).should(never()).start();
	}

	@Test
	void memoryIsLimitedWhileTheClientIsDisconnected() {
		willReturn(new CompletableFuture<>()).given(this.managedChannel).start();
		for (int i = 0; i < CancelPublisher.MAX_WAITING; i++) {
			cancel("id" + i);
		}
		this.scheduled.remove().run();
		cancel("one more");
		assertThat(this.scheduled).isEmpty();
		this.callback.refused(new TopologyException("no exchange", null));
		assertThat(this.callback.wanted()).isFalse();
	}

	@Test
	void failuresOfSerializersAndOfAClosedTransportAreHarmless() throws Exception {
		RpcSerializer failing = mock(RpcSerializer.class);
		willThrow(new StackOverflowError()).given(failing).serializeCall(any());
		this.publisher = publisher(failing);
		cancel("one");
		this.scheduled.remove().run();
		assertPublished(0);
		willThrow(new RejectedExecutionException("closed")).given(this.transport).schedule(any(), any());
		cancel("two");
	}

	@Test
	void idsAreSentWithTheNextOnesIfNoThreadCanBeStarted() throws Exception {
		willThrow(new OutOfMemoryError("no thread")).willAnswer((call) -> {
			this.scheduled.add(call.getArgument(0));
			return null;
		}).given(this.transport).schedule(any(), any());
		cancel("one");
		cancel("two");
		this.scheduled.remove().run();
		assertPublished(1);
		assertThat(this.publisher.waiting()).isZero();
	}

	private void cancel(String id) {
		this.publisher.cancel(id, System.nanoTime() + TimeUnit.MINUTES.toNanos(1));
	}

	private void assertPublished(int count) throws IOException {
		then(this.channel).should(times(count)).basicPublish(eq(EXCHANGE), anyString(), any(), any());
	}

}
