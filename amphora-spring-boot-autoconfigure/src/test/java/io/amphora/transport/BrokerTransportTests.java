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

package io.amphora.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import com.rabbitmq.client.BlockedListener;
import io.amphora.topology.Topology;
import io.amphora.transport.connection.ConnectionState;
import io.amphora.transport.connection.RandomizedBackOff;
import io.amphora.transport.thread.BrokerThread;
import io.amphora.transport.thread.Workers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static io.amphora.transport.FakeBroker.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;

/**
 * Tests for {@link BrokerTransport}.
 */
class BrokerTransportTests {

	private final FakeBroker broker = new FakeBroker();

	private final BrokerTransport transport = this.broker.transport();

	BrokerTransportTests() throws Exception {
	}

	@AfterEach
	void close() {
		this.transport.close();
	}

	@Test
	void refusesToRetryARefusalWithoutAPause() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.broker.transport(RandomizedBackOff.defaults(), Duration.ofNanos(999_999)))
			.withMessageContaining("'refusalInterval'");
	}

	@Test
	void leavesNoListenerOnAConnectionThatOthersUse() throws Exception {
		Publisher publisher = this.transport.operationPublisher("test", Topology.NONE);
		assertThat(publisher.start()).succeedsWithin(PATIENCE);
		assertThat(this.broker.blockedListeners()).isNotEmpty();
		BlockedListener listener = this.broker.blockedListeners().get(0);
		this.transport.close();
		listener.handleUnblocked();
		await().until(() -> this.broker.blockedListeners().isEmpty());
		listener.handleUnblocked();
	}

	@Test
	void returnsWhetherItIsConnected() {
		assertThat(this.transport.consuming().connected()).isFalse();
		assertThat(this.transport.connection().address()).isNull();
		this.broker.down(true);
		this.transport.subscription(new SubscriptionSpec("test", "queue", Topology.NONE, 1), Delivery::acknowledge)
			.start();
		await().until(() -> this.transport.connection().lastFailure() != null);
		this.broker.down(false);
		await().until(this.transport.consuming()::connected);
		await().until(() -> this.transport.connection().lastFailure() == null);
	}

	@Test
	void returnsTheStateOfTheConnections() throws Exception {
		assertThat(this.transport.connection()).isEqualTo(new ConnectionState(false, false, null, null, null));
		this.transport.operationPublisher("test", Topology.NONE).start().get();
		assertThat(this.transport.connection().publishing()).isTrue();
		assertThat(this.transport.connection().connected()).isFalse();
		this.transport.subscription(new SubscriptionSpec("test", "queue", Topology.NONE, 1), Delivery::acknowledge)
			.start()
			.get();
		assertThat(this.transport.connection().connected()).isTrue();
		assertThat(this.transport.connection().blocked()).isFalse();
		this.broker.block();
		assertThat(this.transport.connection().blockedReason()).isEqualTo("low on memory");
		this.broker.unblock();
		assertThat(this.transport.connection().blocked()).isFalse();
	}

	@Test
	void userOfAConnectionStaysTheSameWhileItIsOpen() {
		given(this.broker.connectionFactory().getUsername()).willReturn("first", "second");
		assertThat(this.transport.publishing().user()).isNull();
		assertThat(this.transport.operationPublisher("one", Topology.NONE).start()).succeedsWithin(PATIENCE);
		assertThat(this.transport.operationPublisher("two", Topology.NONE).start()).succeedsWithin(PATIENCE);
		assertThat(this.transport.publishing().user()).isEqualTo("first");
	}

	@Test
	void connectionIsUsedEvenIfItsUserIsUnknown() {
		given(this.broker.connectionFactory().getUsername()).willThrow(new IllegalStateException("no token"));
		assertThat(this.transport.operationPublisher("test", Topology.NONE).start()).succeedsWithin(PATIENCE);
		assertThat(this.transport.publishing().user()).isNull();
	}

	@Test
	void scheduledActionsRunOnAThreadThatMustNotBlock() throws Exception {
		AtomicBoolean marked = new AtomicBoolean();
		CountDownLatch ran = new CountDownLatch(1);
		this.transport.schedule(() -> {
			marked.set(BrokerThread.isCurrent());
			ran.countDown();
		}, Duration.ofMillis(1));
		assertThat(ran.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		assertThat(marked).isTrue();
	}

	@Test
	void consumesThoughAChannelToPublishOnDoesNotClose() throws Exception {
		Publisher publisher = this.transport.operationPublisher("test", Topology.NONE);
		assertThat(publisher.start()).succeedsWithin(PATIENCE);
		CountDownLatch closing = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		willAnswer((call) -> {
			closing.countDown();
			release.await();
			return null;
		}).given(this.broker.channel(0).channel()).abort();
		publisher.stop(Duration.ZERO);
		assertThat(closing.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
		Subscription subscription = this.transport.subscription(new SubscriptionSpec("test", "queue", Topology.NONE, 1),
				Delivery::acknowledge);
		assertThat(subscription.start()).succeedsWithin(PATIENCE);
		assertThat(this.transport.consuming().execute((channel) -> "done", PATIENCE)).succeedsWithin(PATIENCE);
		release.countDown();
	}

	@Test
	void declarationWithoutResponseDelaysFewOthers() {
		CountDownLatch reply = new CountDownLatch(1);
		Topology withoutReply = (channel) -> awaitUninterruptibly(reply);
		CompletableFuture<Void> publishing = this.transport.operationPublisher("first", withoutReply).start();
		CompletableFuture<Void> consuming = subscription(withoutReply).start();
		this.broker.channel(1);
		assertThat(this.transport.operationPublisher("second", Topology.NONE).start()).succeedsWithin(PATIENCE);
		assertThat(subscription(Topology.NONE).start()).succeedsWithin(PATIENCE);
		assertThat(publishing).isNotDone();
		assertThat(consuming).isNotDone();
		reply.countDown();
		assertThat(publishing).succeedsWithin(PATIENCE);
		assertThat(consuming).succeedsWithin(PATIENCE);
	}

	@Test
	void channelsThatAreOpenedTogetherShareOneListener() throws Exception {
		CountDownLatch together = new CountDownLatch(Workers.COUNT);
		this.broker.onConnect(() -> {
			together.countDown();
			awaitUninterruptibly(together);
		});
		List<CompletableFuture<Void>> opened = IntStream.range(0, Workers.COUNT)
			.mapToObj((number) -> this.transport.operationPublisher("test " + number, Topology.NONE).start())
			.toList();
		assertThat(opened).allSatisfy((future) -> assertThat(future).succeedsWithin(PATIENCE));
		assertThat(this.broker.blockedListeners()).hasSize(1);
		this.transport.close();
		await().until(() -> this.broker.blockedListeners().isEmpty());
	}

	@Test
	void canBeClosedTwice() {
		this.transport.close();
		this.transport.close();
	}

	private Subscription subscription(Topology topology) {
		return this.transport.subscription(new SubscriptionSpec("test", "queue", topology, 1), Delivery::acknowledge);
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
