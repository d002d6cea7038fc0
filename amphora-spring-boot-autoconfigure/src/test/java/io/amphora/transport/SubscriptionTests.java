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

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Consumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.TopologyException;
import io.amphora.topology.Topology;
import io.amphora.transport.connection.RandomizedBackOff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static io.amphora.test.TestService.PATIENCE;
import static io.amphora.transport.FakeBroker.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.timeout;

/**
 * Tests for {@link Subscription}.
 */
@ExtendWith(OutputCaptureExtension.class)
class SubscriptionTests {

	private static final Duration NEVER = Duration.ofHours(1);

	private final FakeBroker broker = new FakeBroker();

	private final BrokerTransport transport = this.broker.transport();

	private final AtomicReference<Delivery> taken = new AtomicReference<>();

	private final Subscription subscription = this.transport
		.subscription(new SubscriptionSpec("test", "queue", Topology.NONE, 1), this.taken::set);

	SubscriptionTests() throws Exception {
	}

	@AfterEach
	void close() {
		this.transport.close();
	}

	@Test
	void startedTwiceWhileItEndsConsumesAgain() throws Exception {
		assertThat(this.subscription.start()).succeedsWithin(PATIENCE);
		Delivery inHand = take(1);
		CompletableFuture<Void> ending = this.subscription.cancel();
		await().until(() -> !this.subscription.consuming());
		this.subscription.start();
		this.subscription.start();
		await().until(this.subscription::consuming);
		await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> consumers() == 2);
		inHand.acknowledge();
		assertThat(ending).succeedsWithin(PATIENCE);
		assertThat(this.subscription.consuming()).isTrue();
		assertThat(this.broker.channels()).hasSize(1);
	}

	@Test
	void startCompletesWithTheConsumerThoughEarlierDeliveriesAreOpen() throws Exception {
		try (BrokerTransport slow = this.broker.transport(RandomizedBackOff.of(NEVER, NEVER), NEVER)) {
			Subscription restarted = slow.subscription(new SubscriptionSpec("test", "queue", Topology.NONE, 1),
					this.taken::set);
			assertThat(restarted.start()).succeedsWithin(PATIENCE);
			take(1);
			for (int i = 1; i <= 20; i++) {
				restarted.cancel();
				await().until(() -> !restarted.consuming());
				assertThat(restarted.start()).succeedsWithin(PATIENCE);
				assertThat(restarted.consuming()).isTrue();
				assertThat(restarted.restarts()).isEqualTo(i);
			}
			assertThat(this.broker.channels()).hasSize(1);
		}
	}

	@Test
	void reportsTheRefusalOfAConsumerThatStartsAgain() throws Exception {
		assertThat(this.subscription.start()).succeedsWithin(PATIENCE);
		take(1);
		this.subscription.cancel();
		await().until(() -> !this.subscription.consuming());
		given(channel().basicConsume(any(), anyBoolean(), any(Consumer.class))).willThrow(refusal());
		assertThat(this.subscription.start()).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(TopologyException.class);
		assertThat(this.subscription.refusal()).isNotNull();
	}

	@Test
	void logsWhatItNoLongerReceivesAfterARefusal(CapturedOutput output) {
		Subscription refused = refused("orders");
		refused.ended().whenComplete((done, failure) -> refused.cancel());
		assertThat(refused.start()).failsWithin(PATIENCE);
		assertThat(output.getOut())
			.containsOnlyOnce("Not receiving from queue 'orders' (server of shop, test)." + " The broker refuses");
	}

	@Test
	void logsThePurposeOfAQueueWhoseNameTheBrokerChooses(CapturedOutput output) {
		Subscription refused = refused("");
		refused.ended().whenComplete((done, failure) -> refused.cancel());
		assertThat(refused.start()).failsWithin(PATIENCE);
		assertThat(output.getOut())
			.containsOnlyOnce("Not receiving from a queue that the broker names (server of shop, test). The broker");
	}

	@Test
	void refusalOfASubscriptionThatHasEndedIsNotLogged(CapturedOutput output) {
		CompletableFuture<Subscription> ending = new CompletableFuture<>();
		Subscription refused = this.transport
			.subscription(new SubscriptionSpec("server of shop, test", "", (channel) -> {
				ending.join().cancel();
				throw refusal();
			}, 1), this.taken::set);
		CompletableFuture<Void> started = refused.start();
		ending.complete(refused);
		assertThat(started).failsWithin(PATIENCE);
		assertThat(output.getOut()).doesNotContain("Not receiving from");
	}

	private Subscription refused(String queue) {
		return this.transport.subscription(new SubscriptionSpec("server of shop, test", queue, (channel) -> {
			throw refusal();
		}, 1), this.taken::set);
	}

	private static IOException refusal() {
		return new IOException(new ShutdownSignalException(false, false,
				new AMQP.Channel.Close.Builder().replyCode(403).replyText("ACCESS_REFUSED").build(), null));
	}

	@Test
	void endsInQuickSuccessionWaitForOpenDeliveries() throws Exception {
		assertThat(this.subscription.start()).succeedsWithin(PATIENCE);
		Delivery inHand = take(1);
		CompletableFuture<Void> last = this.subscription.cancel();
		for (int i = 0; i < 20; i++) {
			this.subscription.start();
			last = this.subscription.cancel();
		}
		CompletableFuture<Void> ending = last;
		await().during(Duration.ofMillis(200)).atMost(PATIENCE).until(() -> !ending.isDone() && channel().isOpen());
		inHand.acknowledge();
		assertThat(ending).succeedsWithin(PATIENCE);
		assertThat(channel().isOpen()).isFalse();
		assertThat(this.broker.channels()).hasSize(1);
	}

	@Test
	void deliveryThatComesBeforeTheBrokerKnowsOfTheEndIsHandled() throws Exception {
		assertThat(this.subscription.start()).succeedsWithin(PATIENCE);
		CountDownLatch cancelling = new CountDownLatch(1);
		CountDownLatch delivered = new CountDownLatch(1);
		willAnswer((call) -> {
			cancelling.countDown();
			return delivered.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}).given(channel()).basicCancel(any());
		CompletableFuture<Void> ending = this.subscription.cancel();
		cancelling.await();
		Delivery late = take(1);
		delivered.countDown();
		late.acknowledge();
		then(channel()).should(timeout(PATIENCE.toMillis())).basicAck(1, true);
		await().during(Duration.ofMillis(100)).atMost(PATIENCE).until(() -> !ending.isDone() && channel().isOpen());
		consumer().handleCancelOk("consumer");
		assertThat(ending).succeedsWithin(PATIENCE);
		then(channel()).should(never()).basicReject(anyLong(), anyBoolean());
	}

	@Test
	void lastOfStartsAndEndsFromSeveralThreadsDecides() {
		ExecutorService threads = Executors.newFixedThreadPool(4);
		for (int i = 0; i < 200; i++) {
			CompletableFuture
				.allOf(IntStream.range(0, 4)
					.mapToObj((thread) -> CompletableFuture
						.runAsync((thread % 2 == 0) ? this.subscription::start : this.subscription::cancel, threads))
					.toArray(CompletableFuture[]::new))
				.join();
			assertThat(this.subscription.start()).succeedsWithin(PATIENCE);
			assertThat(this.subscription.consuming()).isTrue();
			assertThat(this.subscription.cancel()).succeedsWithin(PATIENCE);
			assertThat(this.subscription.consuming()).isFalse();
		}
		threads.shutdown();
	}

	private Delivery take(long tag) throws Exception {
		consumer().handleDelivery("consumer", new Envelope(tag, false, "", "queue"), new BasicProperties(),
				new byte[0]);
		return await().until(this.taken::get, (delivery) -> delivery != null);
	}

	private Consumer consumer() throws Exception {
		ArgumentCaptor<Consumer> consumer = ArgumentCaptor.forClass(Consumer.class);
		then(channel()).should().basicConsume(any(), anyBoolean(), consumer.capture());
		return consumer.getValue();
	}

	private long consumers() {
		return Mockito.mockingDetails(channel())
			.getInvocations()
			.stream()
			.filter((invocation) -> invocation.getMethod().getName().equals("basicConsume"))
			.count();
	}

	private Channel channel() {
		return this.broker.channel(0).channel();
	}

}
