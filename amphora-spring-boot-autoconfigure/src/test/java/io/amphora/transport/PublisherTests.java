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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.NoResultException;
import io.amphora.StoppedException;
import io.amphora.TopologyException;
import io.amphora.WrongRequestException;
import io.amphora.topology.Topology;
import io.amphora.transport.connection.RandomizedBackOff;
import io.amphora.transport.thread.BrokerThread;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.unit.DataSize;

import static io.amphora.test.TestService.PATIENCE;
import static io.amphora.transport.FakeBroker.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Publisher}.
 */
@ExtendWith(OutputCaptureExtension.class)
class PublisherTests {

	private static final BackOff RETRY = RandomizedBackOff.of(Duration.ofMillis(1), Duration.ofMillis(10));

	private static final String NOT_PERMITTED = "ACCESS_REFUSED - access to exchange 'e' in vhost '/' refused for user 'u'";

	private static final Duration REFUSAL_INTERVAL = Duration.ofMillis(50);

	private final FakeBroker broker = new FakeBroker();

	private final BrokerTransport transport = this.broker.transport(RETRY, REFUSAL_INTERVAL);

	private Publisher publisher;

	PublisherTests() throws Exception {
	}

	@BeforeEach
	void create() {
		this.publisher = this.transport.publisher("test", Topology.NONE, 5, DataSize.ofBytes(100));
	}

	@AfterEach
	void close() {
		this.publisher.close(new StoppedException("closed", null));
		this.transport.close();
	}

	@Test
	void holdsMessagesUntilItIsStartedAndSendsThemInOrder() throws Exception {
		publish("a", "b", "c");
		assertThat(this.publisher.held()).isEqualTo(3);
		assertThat(this.publisher.connected()).isFalse();
		this.publisher.start();
		this.broker.channel(0).awaitPublished("a", "b", "c");
		publish("d");
		this.broker.channel(0).awaitPublished("a", "b", "c", "d");
		this.broker.channel(0).ack(4, true);
		assertThat(this.publisher.held()).isZero();
	}

	@Test
	void sendsUnconfirmedMessagesAgainInTheirOldOrderBeforeNewOnes() throws Exception {
		start();
		publish("a", "b", "c");
		this.broker.channel(0).ack(2, false);
		this.broker.down(true);
		this.broker.channel(0).lose();
		await().until(() -> !this.publisher.connected());
		publish("d");
		this.broker.down(false);
		this.broker.channel(1).awaitPublished("a", "c", "d");
	}

	@Test
	void dropsUnwantedMessages() throws Exception {
		List<TestMessage> messages = publish("a", "b", "c");
		messages.get(1).cancel();
		this.publisher.start();
		this.broker.channel(0).awaitPublished("a", "c");
		assertThat(this.publisher.held()).isEqualTo(2);
		assertThat(messages.get(1).events()).containsExactly("dropped");
	}

	@Test
	void notifiesMessagesOfTheirOutcome() throws Exception {
		start();
		List<TestMessage> messages = publish("a", "b");
		this.broker.channel(0).giveBack("a");
		this.broker.channel(0).ack(2, true);
		assertThat(messages.get(0).events()).containsExactly("sent", "returned");
		assertThat(messages.get(1).events()).containsExactly("sent", "confirmed");
		assertThat(this.publisher.held()).isZero();
	}

	@Test
	void sendsRefusedMessagesAgain() throws Exception {
		start();
		TestMessage message = publish("a").get(0);
		this.broker.channel(0).nack(1);
		this.broker.channel(0).awaitPublished("a", "a");
		this.broker.channel(0).ack(2, false);
		assertThat(message.events()).containsExactly("sent", "sent", "confirmed");
	}

	@Test
	void refusedMessageIsDroppedOnceItIsNotWanted() throws Exception {
		start();
		TestMessage message = publish("a").get(0);
		message.cancel();
		this.broker.channel(0).nack(1);
		await().untilAsserted(() -> assertThat(message.events()).containsExactly("sent", "dropped"));
		assertThat(this.publisher.held()).isZero();
		publish("b");
		this.broker.channel(0).awaitPublished("a", "b");
	}

	@Test
	void unconfirmedMessageIsDroppedOnceItIsNotWanted() throws Exception {
		start();
		List<TestMessage> messages = publish("a", "b");
		messages.get(0).cancel();
		await().untilAsserted(() -> assertThat(messages.get(0).events()).containsExactly("sent", "dropped"));
		assertThat(this.publisher.held()).isEqualTo(1);
		this.broker.channel(0).ack(2, true);
		assertThat(messages.get(0).events()).containsExactly("sent", "dropped");
		assertThat(messages.get(1).events()).containsExactly("sent", "confirmed");
		assertThat(this.publisher.held()).isZero();
	}

	@Test
	void messageWithWhichEveryConnectionIsLostDoesNotStopOthers() throws Exception {
		start();
		List<TestMessage> messages = publish("a", "b", "c");
		for (int i = 0; i < 3; i++) {
			this.broker.channel(i).awaitPublished("a", "b", "c");
			this.broker.channel(i).lose();
		}
		this.broker.channel(3).awaitPublished("a");
		this.broker.channel(3).ack(1, false);
		this.broker.channel(3).awaitPublished("a", "b");
		this.broker.channel(3).lose();
		for (int i = 4; i < 6; i++) {
			this.broker.channel(i).awaitPublished("b");
			this.broker.channel(i).lose();
		}
		await().until(() -> messages.get(1).events().contains("closedConnection"));
		assertThat(messages.get(1).failure()).isInstanceOf(NoResultException.class);
		this.broker.channel(6).awaitPublished("c");
		assertThat(messages.get(0).events()).endsWith("confirmed");
	}

	@Test
	void messageWithWhichEveryChannelIsLostDoesNotStopOthers() throws Exception {
		start();
		List<TestMessage> messages = publish("a", "b", "c");
		for (int i = 0; i < 3; i++) {
			this.broker.channel(i).awaitPublished("a", "b", "c");
			this.broker.channel(i).refuse(AMQP.NOT_FOUND, "no exchange");
		}
		this.broker.channel(3).awaitPublished("a");
		this.broker.channel(3).refuse(AMQP.NOT_FOUND, "no exchange");
		this.broker.channel(4).awaitPublished("b", "c");
		assertThat(messages.get(0).events()).endsWith("closedConnection");
		assertThat(messages.get(0).failure()).isInstanceOf(NoResultException.class);
	}

	@Test
	void connectionsThatAreLostForOtherReasonsCostNoMessage() throws Exception {
		start();
		publish("a", "b");
		for (int i = 0; i < 6; i++) {
			FakeChannel channel = this.broker.channel(i);
			await().until(() -> channel.published().size() == 2);
			publish("more-" + i);
			await().until(() -> channel.published().size() == 3);
			channel.ack(1, false);
			channel.lose();
			assertThat(this.publisher.held()).isEqualTo(2);
		}
		FakeChannel last = this.broker.channel(6);
		await().until(() -> last.published().size() == 2);
	}

	@Test
	void messageThatMayCloseTheConnectionIsSentAloneAndGivenUpSooner() throws Exception {
		start();
		TestMessage before = publish("a").get(0);
		TestMessage closing = publish("closing").get(0);
		publish("b");
		this.broker.channel(0).awaitPublished("a");
		this.broker.channel(0).ack(1, false);
		this.broker.channel(0).awaitPublished("a", "closing");
		this.broker.channel(0).lose();
		this.broker.channel(1).awaitPublished("closing");
		this.broker.channel(1).lose();
		this.broker.channel(2).awaitPublished("b");
		assertThat(before.events()).containsExactly("sent", "confirmed");
		assertThat(closing.events()).containsExactly("sent", "sent", "closedConnection");
	}

	@Test
	void messagesFollowOneThatMayCloseTheConnectionAndIsConfirmed() throws Exception {
		start();
		publish("closing");
		publish("a", "b", "c");
		this.broker.channel(0).awaitPublished("closing");
		this.broker.channel(0).ack(1, false);
		this.broker.channel(0).awaitPublished("closing", "a", "b", "c");
	}

	@Test
	void takesNoMoreThanTheHoldLimitAllows() throws Exception {
		publish("a", "b", "c", "d", "e");
		assertThat(publish(new TestMessage("f"), Duration.ofMillis(1))).isFalse();
		assertThat(this.publisher.held()).isEqualTo(5);
		CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
			try {
				return publish(new TestMessage("f"), PATIENCE);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		});
		this.publisher.start();
		this.broker.channel(0).awaitPublished("a", "b", "c", "d", "e");
		assertThat(waiting).isNotDone();
		this.broker.channel(0).ack(1, false);
		assertThat(waiting).succeedsWithin(PATIENCE).isEqualTo(true);
	}

	@Test
	void holdsMessagesWhileTheBrokerBlocks() throws Exception {
		start();
		this.broker.block();
		publish("a");
		assertThat(this.transport.blocked()).isTrue();
		assertThat(this.broker.channel(0).published()).isEmpty();
		this.broker.unblock();
		this.broker.channel(0).awaitPublished("a");
	}

	@Test
	void holdsMessagesWhileItIsPaused() throws Exception {
		start();
		this.publisher.pause();
		publish("a");
		assertThat(this.broker.channel(0).published()).isEmpty();
		this.publisher.start();
		this.broker.channel(0).awaitPublished("a");
	}

	@Test
	void stopWaitsForConfirms() throws Exception {
		start();
		publish("a");
		CompletableFuture<Void> stopped = this.publisher.stop(PATIENCE);
		publish("b");
		assertThat(stopped).isNotDone();
		this.broker.channel(0).ack(1, false);
		assertThat(stopped).succeedsWithin(PATIENCE);
		assertThat(this.broker.channel(0).channel().isOpen()).isFalse();
		this.publisher.start();
		this.broker.channel(1).awaitPublished("b");
	}

	@Test
	void stopLosesPatienceAndTheMessageIsSentAgainLater() throws Exception {
		start();
		publish("a");
		assertThat(this.publisher.stop(Duration.ofMillis(1))).succeedsWithin(PATIENCE);
		this.publisher.start();
		this.broker.channel(1).awaitPublished("a");
	}

	@Test
	void closeFailsEverything() throws Exception {
		start();
		List<TestMessage> sent = publish("a", "b");
		this.publisher.pause();
		List<TestMessage> held = publish("c");
		this.publisher.close(new StoppedException("closed", null));
		await().until(() -> this.publisher.held() == 0);
		await().until(() -> sent.get(0).failure() instanceof StoppedException);
		await().until(() -> sent.get(1).failure() instanceof StoppedException);
		await().until(() -> held.get(0).failure() instanceof StoppedException);
		List<TestMessage> late = publish("d");
		await().until(() -> late.get(0).failure() instanceof StoppedException);
	}

	@Test
	void messageThatWasRefusedForNowFailsThoughTheTransportIsClosedAtOnce() throws Exception {
		start();
		TestMessage message = publish("a").get(0);
		this.broker.channel(0).nack(1);
		this.publisher.close(new StoppedException("closed", null));
		this.transport.close();
		await().until(() -> message.failure() instanceof StoppedException);
	}

	@Test
	void messageThatCannotBeEncodedDoesNotStopOthers() throws Exception {
		List<TestMessage> messages = publish("a", "unsendable", "c");
		this.publisher.start();
		this.broker.channel(1).awaitPublished("a", "c");
		assertThat(messages.get(1).failure()).isInstanceOf(WrongRequestException.class)
			.hasMessageContaining("too long");
		assertThat(this.publisher.held()).isEqualTo(2);
	}

	@Test
	void errorWhileOneMessageIsSentDoesNotStopOthers() throws Exception {
		start();
		TestMessage message = publish("enormous").get(0);
		publish("b");
		this.broker.channel(2).awaitPublished("b");
		assertThat(message.failure()).isInstanceOf(WrongRequestException.class)
			.hasRootCauseInstanceOf(OutOfMemoryError.class);
		assertThat(this.publisher.held()).isEqualTo(1);
	}

	@Test
	void messageIsSentAgainAfterAnErrorThatMayBeTheThreads() throws Exception {
		start();
		TestMessage message = publish("deep").get(0);
		this.broker.channel(1).awaitPublished("deep");
		this.broker.channel(1).ack(1, false);
		assertThat(message.events()).containsExactly("sent", "sent", "confirmed");
		assertThat(this.publisher.held()).isZero();
	}

	@Test
	void confirmsMatchTheirMessagesAfterOneThatCannotBeCreated() throws Exception {
		start();
		TestMessage first = publish("a").get(0);
		for (Throwable failure : List.of(new IllegalStateException("broken"), new OutOfMemoryError("no heap"))) {
			FailingMessage message = new FailingMessage("failing", failure);
			assertThat(publish(message, Duration.ZERO)).isTrue();
			await().until(() -> message.failure().get() != null);
			assertThat(message.failure().get()).isInstanceOf(WrongRequestException.class).hasRootCause(failure);
		}
		TestMessage second = publish("b").get(0);
		this.broker.channel(0).awaitPublished("a", "b");
		this.broker.channel(0).ack(2, false);
		assertThat(second.events()).containsExactly("sent", "confirmed");
		assertThat(first.events()).containsExactly("sent");
		assertThat(this.publisher.held()).isEqualTo(1);
	}

	@Test
	void failureCallbackRunsOnAMarkedThread() throws Exception {
		List<Boolean> marks = new CopyOnWriteArrayList<>();
		TestMessage message = new TestMessage("a", () -> marks.add(BrokerThread.isCurrent()));
		assertThat(publish(message, Duration.ZERO)).isTrue();
		this.publisher.close(new StoppedException("closed", null));
		await().until(() -> message.failure() != null);
		assertThat(marks).containsExactly(true);
		assertThat(BrokerThread.isCurrent()).isFalse();
	}

	@Test
	void messageForWhichTheBrokerClosesTheChannelDoesNotStopOthers() throws Exception {
		start();
		List<TestMessage> messages = publish("a", "b", "huge", "d");
		this.broker.channel(0).refuse(406, "too large");
		this.broker.channel(1).awaitPublished("a");
		this.broker.channel(1).ack(1, false);
		this.broker.channel(1).awaitPublished("a", "b");
		this.broker.channel(1).ack(2, false);
		this.broker.channel(1).awaitPublished("a", "b", "huge");
		this.broker.channel(1).refuse(406, "too large");
		this.broker.channel(2).awaitPublished("d");
		this.broker.channel(2).ack(1, false);
		assertThat(messages.get(2).failure()).isInstanceOf(WrongRequestException.class)
			.hasMessageContaining("too large");
		await().until(() -> this.publisher.held() == 0);
		assertThat(messages).filteredOn((message) -> message.events().contains("confirmed")).hasSize(3);
	}

	@Test
	void messagesFailUnsentWhileTheUserMustNotPublishToTheirExchange(CapturedOutput output) throws Exception {
		try (BrokerTransport slow = this.broker.transport(RETRY, PATIENCE)) {
			Publisher refused = slow.publisher("test", Topology.NONE, 5, DataSize.ofBytes(100));
			TestMessage first = new TestMessage("a");
			TestMessage second = new TestMessage("b");
			refused.publish(first);
			refused.publish(second);
			refused.start();
			this.broker.channel(0).awaitPublished("a", "b");
			this.broker.channel(0).refuse(403, NOT_PERMITTED);
			await().until(() -> first.failure() instanceof TopologyException);
			await().until(() -> second.failure() instanceof TopologyException);
			assertThat(first.failure()).hasMessageContaining("Give the user the permission to write to exchange 'e'");
			assertThat(refused.refusal()).isSameAs(first.failure());
			this.broker.channel(1);
			TestMessage third = new TestMessage("c");
			refused.publish(third);
			await().until(() -> third.failure() instanceof TopologyException);
			assertThat(this.broker.channel(1).published()).isEmpty();
			refused.close(new StoppedException("closed", null));
		}
		assertThat(output).containsOnlyOnce("Amphora channel 'test' cannot be used");
	}

	@Test
	void messagesAreSentAgainAfterTheIntervalOfRefusals() throws Exception {
		try (BrokerTransport slow = this.broker.transport(RETRY, Duration.ofSeconds(1))) {
			Publisher refused = refused(slow);
			await().until(() -> this.broker.channels().size() == 2 && refused.refusal() == null);
			TestMessage next = new TestMessage("b");
			refused.publish(next);
			this.broker.channel(1).awaitPublished("b");
			this.broker.channel(1).ack(1, false);
			await().until(() -> next.events().contains("confirmed"));
			assertThat(refused.refusal()).isNull();
			refused.close(new StoppedException("closed", null));
		}
	}

	@Test
	void messagesAreSentAfterAStartThoughTheUserMustNotPublishBefore() throws Exception {
		try (BrokerTransport slow = this.broker.transport(RETRY, PATIENCE)) {
			Publisher refused = refused(slow);
			this.broker.channel(1);
			assertThat(refused.start()).succeedsWithin(PATIENCE);
			refused.publish(new TestMessage("b"));
			latestChannel().awaitPublished("b");
			refused.close(new StoppedException("closed", null));
		}
	}

	@ParameterizedTest
	@CsvSource({ "e, e", "'', amq.default" })
	void messageIsHeldIfTheUserMustNoLongerPublishToTheExchangeThatChannelsCheck(String exchange, String name)
			throws Exception {
		AtomicReference<@Nullable IOException> refusal = new AtomicReference<>();
		try (BrokerTransport impatient = this.broker.transport(RETRY, REFUSAL_INTERVAL)) {
			Publisher holding = impatient.holdingPublisher("test", checking(exchange, refusal));
			TestMessage message = new TestMessage("a");
			holding.publish(message);
			assertThat(holding.start()).succeedsWithin(PATIENCE);
			this.broker.channel(0).awaitPublished("a");
			refusal.set(accessRefused());
			this.broker.channel(0).refuse(403, NOT_PERMITTED.replace("'e'", "'" + name + "'"));
			await().until(() -> this.broker.channels().size() > 2);
			assertThat(message.failure()).isNull();
			refusal.set(null);
			await().until(holding::connected);
			latestChannel().awaitPublished("a");
			holding.close(new StoppedException("closed", null));
		}
	}

	@Test
	void messageWhoseRoutingKeyIsNotPermittedDoesNotStopOthers() throws Exception {
		start();
		List<TestMessage> messages = publish("a");
		this.broker.channel(0)
			.refuse(403, "ACCESS_REFUSED - access to topic 'k' in exchange 'e' in vhost '/' refused for user 'u'");
		await().until(() -> messages.get(0).failure() instanceof WrongRequestException);
		publish("b");
		this.broker.channel(1).awaitPublished("b");
	}

	@Test
	void messagesGoTogetherAgainAfterTheBrokerHasTakenAllSuspects() throws Exception {
		start();
		publish("a", "b");
		this.broker.channel(0).refuse(406, "too large");
		this.broker.channel(1).awaitPublished("a");
		this.broker.channel(1).ack(1, false);
		this.broker.channel(1).awaitPublished("a", "b");
		publish("c", "d");
		this.broker.channel(1).awaitPublished("a", "b", "c", "d");
	}

	@Test
	void messagesThatTheBrokerRefusesDoNotSlowOthersDown() throws Exception {
		try (BrokerTransport slow = this.broker.transport(RandomizedBackOff.of(PATIENCE, PATIENCE), REFUSAL_INTERVAL)) {
			Publisher publisher = slow.publisher("test", Topology.NONE, 5, DataSize.ofBytes(100));
			publisher.publish(new TestMessage("first"));
			publisher.start();
			for (int i = 0; i < 10; i++) {
				this.broker.channel(2 * i).awaitPublished((i == 0) ? "first" : "other");
				this.broker.channel(2 * i).ack(1, false);
				publisher.publish(new TestMessage("unsendable"));
				publisher.publish(new TestMessage("huge"));
				this.broker.channel(2 * i + 1).awaitPublished("huge");
				this.broker.channel(2 * i + 1).refuse(406, "too large");
				this.broker.channel(2 * i + 2);
				publisher.publish(new TestMessage("other"));
			}
			this.broker.channel(20).awaitPublished("other");
			publisher.close(new StoppedException("closed", null));
		}
	}

	@Test
	void missingExchangeDoesNotFailAnyMessage() throws Exception {
		start();
		TestMessage message = publish("a").get(0);
		this.broker.channel(0).refuse(404, "no exchange");
		this.broker.channel(1).awaitPublished("a");
		assertThat(message.failure()).isNull();
	}

	@Test
	void failsWaitingMessagesWhileTheBrokerRefusesTheChannelAndSendsLaterOnes() throws Exception {
		try (BrokerTransport impatient = this.broker.transport(RETRY, REFUSAL_INTERVAL)) {
			AtomicReference<@Nullable IOException> refusal = new AtomicReference<>(accessRefused());
			Publisher refused = impatient.publisher("test", refusing(refusal), 5, DataSize.ofBytes(100));
			TestMessage waiting = new TestMessage("a");
			refused.publish(waiting);
			assertThat(refused.start()).failsWithin(PATIENCE)
				.withThrowableThat()
				.withCauseInstanceOf(TopologyException.class);
			await().until(() -> waiting.failure() instanceof TopologyException);
			TestMessage late = new TestMessage("b");
			refused.publish(late);
			await().until(() -> late.failure() instanceof TopologyException);
			assertThat(refused.refusal()).isNotNull();
			refusal.set(null);
			await().until(refused::connected);
			await().until(() -> refused.refusal() == null);
			refused.publish(new TestMessage("c"));
			latestChannel().awaitPublished("c");
			assertThat(refused.held()).isOne();
			refused.close(new StoppedException("closed", null));
		}
	}

	@Test
	void holdsOneWayMessagesWhileTheBrokerRefusesTheChannel() throws Exception {
		try (BrokerTransport impatient = this.broker.transport(RETRY, REFUSAL_INTERVAL)) {
			AtomicReference<@Nullable IOException> refusal = new AtomicReference<>(accessRefused());
			Publisher holding = impatient.holdingPublisher("test", refusing(refusal));
			TestMessage message = new TestMessage("a");
			holding.publish(message);
			assertThat(holding.start()).failsWithin(PATIENCE);
			holding.publish(new TestMessage("b"));
			await().until(() -> this.broker.channels().size() > 2);
			assertThat(message.events()).isEmpty();
			refusal.set(null);
			await().until(holding::connected);
			latestChannel().awaitPublished("a", "b");
			holding.close(new StoppedException("closed", null));
		}
	}

	@Test
	void messagesAreHeldAfterAStopThoughTheBrokerRefusedTheChannel() throws Exception {
		AtomicReference<@Nullable IOException> refusal = new AtomicReference<>(accessRefused());
		Publisher stopped = this.transport.publisher("test", refusing(refusal), 5, DataSize.ofBytes(100));
		assertThat(stopped.start()).failsWithin(PATIENCE);
		assertThat(stopped.stop(PATIENCE)).succeedsWithin(PATIENCE);
		TestMessage message = new TestMessage("a");
		stopped.publish(message);
		assertThat(message.events()).isEmpty();
		refusal.set(null);
		assertThat(stopped.start()).succeedsWithin(PATIENCE);
		latestChannel().awaitPublished("a");
		stopped.close(new StoppedException("closed", null));
	}

	@Test
	void stopsThatWaitAtTheSameTimeAllEnd() throws Exception {
		start();
		publish("a");
		CompletableFuture<Void> first = this.publisher.stop(PATIENCE);
		CompletableFuture<Void> second = this.publisher.stop(PATIENCE);
		this.broker.channel(0).ack(1, false);
		assertThat(first).succeedsWithin(PATIENCE.dividedBy(2));
		assertThat(second).succeedsWithin(PATIENCE.dividedBy(2));
	}

	/** Return a publisher whose user must not publish, after its first message failed. */
	private Publisher refused(BrokerTransport transport) {
		Publisher refused = transport.publisher("test", Topology.NONE, 5, DataSize.ofBytes(100));
		TestMessage first = new TestMessage("a");
		refused.publish(first);
		refused.start();
		this.broker.channel(0).awaitPublished("a");
		this.broker.channel(0).refuse(403, NOT_PERMITTED);
		await().until(() -> first.failure() instanceof TopologyException);
		return refused;
	}

	private FakeChannel latestChannel() {
		return this.broker.channels().get(this.broker.channels().size() - 1);
	}

	private static Topology refusing(AtomicReference<@Nullable IOException> refusal) {
		return (channel) -> {
			IOException present = refusal.get();
			if (present != null) {
				throw present;
			}
		};
	}

	private static Topology checking(String exchange, AtomicReference<@Nullable IOException> refusal) {
		Topology refusing = refusing(refusal);
		return new Topology() {

			@Override
			public void declare(Channel channel) throws IOException {
				refusing.declare(channel);
			}

			@Override
			public Set<String> checkedExchanges() {
				return Set.of(exchange);
			}

		};
	}

	private static IOException accessRefused() {
		return new IOException(new ShutdownSignalException(false, false,
				new AMQP.Channel.Close.Builder().replyCode(403).replyText("ACCESS_REFUSED").build(), null));
	}

	private void start() {
		assertThat(this.publisher.start()).succeedsWithin(PATIENCE);
	}

	private boolean publish(OutgoingMessage message, Duration patience) throws InterruptedException {
		boolean reserved = this.publisher.sendBuffer().reserve(message, patience);
		if (reserved) {
			this.publisher.publishReserved(message);
		}
		return reserved;
	}

	private List<TestMessage> publish(String... ids) throws InterruptedException {
		List<TestMessage> messages = new ArrayList<>();
		for (String id : ids) {
			TestMessage message = new TestMessage(id);
			assertThat(publish(message, Duration.ZERO)).isTrue();
			messages.add(message);
		}
		return messages;
	}

}
