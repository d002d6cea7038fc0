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

package io.amphora.transport.connection;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.TopologyException;
import io.amphora.topology.Topology;
import io.amphora.transport.FakeBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.amqp.AmqpAuthenticationException;
import org.springframework.amqp.AmqpIOException;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;
import org.springframework.util.backoff.BackOff;

import static io.amphora.test.TestService.PATIENCE;
import static io.amphora.transport.FakeBroker.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ManagedChannel}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ManagedChannelTests {

	private static final Duration REFUSAL_INTERVAL = Duration.ofSeconds(15);

	private static final Duration NEVER = Duration.ofHours(1);

	private final FakeBroker broker = new FakeBroker();

	private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1,
			Executors.defaultThreadFactory());

	private final User user = new User();

	private final ChannelSource source = new ChannelSource(this.broker.connectionFactory(),
			new ConnectionFailureLog(null, "broker:5672", REFUSAL_INTERVAL), new WaitingChannels(), () -> {
			});

	private final ManagedChannel channel = channel(RandomizedBackOff.of(Duration.ofMillis(1), Duration.ofMillis(10)),
			Duration.ofMillis(50));

	ManagedChannelTests() throws Exception {
	}

	private ManagedChannel channel(BackOff backOff, Duration refusalInterval) {
		return channel("test", ChannelUse.ESSENTIAL, backOff, refusalInterval);
	}

	private ManagedChannel channel(String name, ChannelUse use) {
		return channel(name, use, RandomizedBackOff.defaults(), REFUSAL_INTERVAL);
	}

	private ManagedChannel channel(String name, ChannelUse use, BackOff backOff, Duration refusalInterval) {
		return new ManagedChannel(name, use, this.source, this.worker, this.user,
				new Attempts(backOff, refusalInterval));
	}

	/** What it logs later would be part of the output of every following test. */
	@AfterEach
	void end() throws InterruptedException {
		this.worker.shutdownNow();
		assertThat(this.worker.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void opensAChannelAndClosesIt() {
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
		assertThat(this.user.events).containsExactly("opened");
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
		assertThat(this.channel.stop(() -> false)).succeedsWithin(PATIENCE);
		assertThat(this.user.events).containsExactly("opened", "lost");
		assertThat(this.broker.channel(0).channel().isOpen()).isFalse();
		assertThat(this.broker.channels()).hasSize(1);
	}

	@Test
	void opensAnotherChannelWheneverOneIsLost() {
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
		for (int i = 0; i < 5; i++) {
			this.broker.channel(i).lose();
			this.broker.channel(i + 1);
		}
		await().until(() -> this.user.events.size() == 11);
	}

	@Test
	void keepsTryingUntilThereIsABroker() {
		this.broker.down(true);
		CompletableFuture<Void> opened = this.channel.start();
		await().until(() -> this.broker.attempts() > 5);
		assertThat(opened).isNotDone();
		this.broker.down(false);
		assertThat(opened).succeedsWithin(PATIENCE);
	}

	@Test
	void startsAndStopsLeaveASingleRetry() throws Exception {
		this.broker.down(true);
		for (int i = 0; i < 50; i++) {
			this.channel.start();
			this.channel.stop(() -> false);
		}
		this.channel.start();
		await().until(() -> this.broker.attempts() > 60);
		assertThat(this.worker.submit(() -> this.worker.getQueue().size()).get()).isLessThanOrEqualTo(1);
		assertThat(this.channel.stop(() -> false)).succeedsWithin(PATIENCE);
		int attempts = this.broker.attempts();
		await().during(Duration.ofMillis(100)).until(() -> this.broker.attempts() == attempts);
	}

	@Test
	void stopEndsAStartThatStillWaits() {
		this.broker.down(true);
		CompletableFuture<Void> opened = this.channel.start();
		assertThat(this.channel.stop(() -> false)).succeedsWithin(PATIENCE);
		assertThat(opened).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(CancellationException.class);
	}

	@Test
	void doesNotStopAChannelThatIsNeededAgain() {
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
		assertThat(this.channel.stop(() -> true)).succeedsWithin(PATIENCE);
		assertThat(this.broker.channel(0).channel().isOpen()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "406, PRECONDITION_FAILED", "403, ACCESS_REFUSED", "405, RESOURCE_LOCKED" })
	void triesAgainWhatTheBrokerRefuses(int code, String text, CapturedOutput output) {
		this.user.failure = closed(code, text);
		assertRefused(this.channel.start());
		await().until(() -> this.user.events.size() > 3);
		assertThat(this.user.events).containsOnly("refused");
		assertThat(this.channel.refusal()).isNotNull().hasMessageContaining(text);
		this.user.failure = null;
		await().until(() -> this.user.events.contains("opened"));
		await().until(() -> this.channel.refusal() == null);
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
		assertThat(output).containsOnlyOnce("'test' cannot be used; trying again every 15 seconds")
			.containsOnlyOnce("'test' is open");
	}

	@Test
	void channelThatWasRefusedIsInUseOnceItIsAccepted() {
		this.user.failure = closed(406, "PRECONDITION_FAILED");
		assertRefused(this.channel.start());
		CompletableFuture<Void> inUse = this.channel.inUse();
		await().until(() -> this.user.events.size() > 3);
		assertThat(inUse).isNotDone();
		assertRefused(this.channel.start());
		assertThat(inUse).isNotDone();
		this.user.failure = null;
		assertThat(inUse).succeedsWithin(PATIENCE);
		assertThat(this.channel.inUse()).succeedsWithin(PATIENCE);
	}

	@Test
	void stopEndsTheWaitForAChannelThatIsRefused() {
		this.user.failure = closed(406, "PRECONDITION_FAILED");
		assertRefused(this.channel.start());
		CompletableFuture<Void> inUse = this.channel.inUse();
		assertThat(this.channel.stop(() -> false)).succeedsWithin(PATIENCE);
		assertThat(inUse).failsWithin(PATIENCE);
	}

	@Test
	void refusalsAreTriedAgainSlowly() {
		ManagedChannel slow = channel(RandomizedBackOff.defaults(), NEVER);
		this.user.failure = closed(406, "PRECONDITION_FAILED");
		assertRefused(slow.start());
		await().until(this::waitsForLong);
		assertThat(this.user.events).containsExactly("refused");
		this.user.failure = null;
		assertThat(slow.start()).succeedsWithin(PATIENCE);
	}

	@Test
	void anotherReasonToRefuseIsLoggedAsWell(CapturedOutput output) {
		this.user.failure = closed(403, "ACCESS_REFUSED");
		assertRefused(this.channel.start());
		this.user.failure = closed(406, "PRECONDITION_FAILED");
		await().until(() -> output.getOut().contains("PRECONDITION_FAILED"));
		assertThat(output).containsOnlyOnce("ACCESS_REFUSED");
	}

	@Test
	void missingPermissionIsLoggedOnceForAllChannels(CapturedOutput output) {
		this.user.failure = closed(403, "ACCESS_REFUSED - access to exchange 'e' in vhost '/' refused for user 'u'");
		assertRefused(this.channel.start());
		assertRefused(channel("second", ChannelUse.ESSENTIAL).start());
		assertThat(output).containsOnlyOnce("cannot be used").containsOnlyOnce("access to exchange 'e'");
	}

	@Test
	void otherMissingPermissionsAreLoggedWithoutARemedy(CapturedOutput output) {
		this.user.failure = closed(403, "ACCESS_REFUSED - access to exchange 'e' in vhost '/' refused for user 'u'");
		assertRefused(channel("test", ChannelUse.ESSENTIAL).start());
		this.user.failure = closed(403, "ACCESS_REFUSED - read access to queue 'q' in vhost '/' refused for user 'u'");
		assertRefused(channel("second", ChannelUse.ESSENTIAL).start());
		await().until(() -> output.getOut().contains("'second' cannot be used (broker"));
		assertThat(output).contains("(broker at broker:5672). The user needs the permission to read from queue 'q'")
			.containsOnlyOnce("docs/security.md");
	}

	@Test
	void refusalThatPreventsNoCallsIsAWarningUntilAnotherOneDoes(CapturedOutput output) {
		this.user.failure = closed(403, "ACCESS_REFUSED - access to queue 'q' in vhost '/' refused for user 'u'");
		assertRefused(channel("first", ChannelUse.OPTIONAL).start());
		assertThat(output).contains("WARN").doesNotContain("ERROR", "docs/security.md");
		assertRefused(channel("second", ChannelUse.ESSENTIAL).start());
		await().until(() -> output.getOut().contains("ERROR"));
		assertThat(output).containsOnlyOnce("docs/security.md");
	}

	@Test
	void refusalThatACallerReceivesIsNotLogged(CapturedOutput output) {
		this.user.failure = closed(403, "ACCESS_REFUSED - access to queue 'q' in vhost '/' refused for user 'u'");
		assertRefused(channel("first", ChannelUse.OPERATION).start());
		assertThat(output).doesNotContain("WARN", "ERROR");
		assertRefused(channel("second", ChannelUse.ESSENTIAL).start());
		assertThat(output).containsOnlyOnce("ERROR").containsOnlyOnce("docs/security.md");
	}

	@Test
	void refusalOfAQueueWithARandomNameIsLoggedOnce(CapturedOutput output) {
		ManagedChannel optional = channel("optional", ChannelUse.OPTIONAL);
		for (int i = 0; i < 3; i++) {
			this.user.failure = closed(403,
					"ACCESS_REFUSED - access to queue 'rpc_shop_control_%s' in vhost '/' refused for user 'u'"
						.formatted(UUID.randomUUID()));
			assertRefused(optional.start());
		}
		assertThat(output).containsOnlyOnce("The user needs the permission for queue 'rpc_shop_control_*'");
	}

	@Test
	void permissionThatIsMissingAgainIsLoggedAgain(CapturedOutput output) {
		this.user.failure = closed(403, "ACCESS_REFUSED");
		assertRefused(this.channel.start());
		this.user.failure = null;
		await().until(() -> output.getOut().contains("'test' is open"));
		this.user.failure = closed(403, "ACCESS_REFUSED");
		this.channel.reuseLater(this.broker.channel(this.broker.channels().size() - 1).channel());
		await().until(() -> StringUtils.countOccurrencesOf(output.getOut(), "'test' cannot be used; trying") == 2);
	}

	@Test
	void refusalOfAChannelThatIsStoppedIsForgotten(CapturedOutput output) {
		this.user.failure = closed(406, "PRECONDITION_FAILED");
		assertRefused(this.channel.start());
		assertThat(this.channel.stop(() -> false)).succeedsWithin(PATIENCE);
		assertRefused(this.channel.start());
		await().until(() -> StringUtils.countOccurrencesOf(output.getOut(), "'test' cannot be used; trying") == 2);
	}

	@Test
	void refusalOfAChannelThatWasOpenIsTriedAgain() {
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
		this.user.failure = closed(403, "ACCESS_REFUSED");
		this.channel.reuseLater(this.broker.channel(0).channel());
		await().until(() -> this.user.events.size() > 4);
		assertThat(List.copyOf(this.user.events).subList(0, 3)).containsExactly("opened", "lost", "refused");
		this.user.failure = null;
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
	}

	@Test
	void missingVirtualHostIsRefusedAndLoggedOnce(CapturedOutput output) {
		this.broker.failWith(new AmqpIOException(new IOException(new ShutdownSignalException(true, false,
				new AMQP.Connection.Close.Builder().replyCode(530)
					.replyText("NOT_ALLOWED - vhost 'v' not found")
					.classId(10)
					.methodId(40)
					.build(),
				null))));
		assertRefused(this.channel.start());
		await().until(() -> this.broker.attempts() > 3);
		this.broker.failWith(null);
		await().until(() -> output.getOut().contains("'test' is open"));
		assertThat(output).containsOnlyOnce("Create the virtual host").containsOnlyOnce("'test' is open");
	}

	@Test
	void connectionThatTheApplicationClosesIsNotLogged(CapturedOutput output) {
		this.user.failure = connectionClosed(true);
		CompletableFuture<Void> opened = this.channel.start();
		await().until(() -> this.broker.channels().size() > 2);
		this.user.failure = null;
		assertThat(opened).succeedsWithin(PATIENCE);
		assertThat(output).doesNotContain("cannot use");
	}

	@Test
	void connectionThatAnOperatorClosesIsLoggedOnce(CapturedOutput output) {
		this.user.failure = connectionClosed(false);
		CompletableFuture<Void> opened = this.channel.start();
		await().until(() -> this.broker.channels().size() > 2);
		this.user.failure = null;
		assertThat(opened).succeedsWithin(PATIENCE);
		assertThat(output).containsOnlyOnce("the connection was closed without an error. ").doesNotContain("OK.");
	}

	private static IOException connectionClosed(boolean byApplication) {
		return new IOException(new ShutdownSignalException(true, byApplication,
				new AMQP.Connection.Close.Builder().replyCode(200).replyText("OK").build(), null));
	}

	@Test
	void refusedChannelIsNotRefusedWhileThereIsNoBroker() {
		this.user.failure = closed(403, "ACCESS_REFUSED");
		assertRefused(this.channel.start());
		this.broker.down(true);
		await().until(() -> this.channel.refusal() == null);
	}

	@Test
	void stopEndsTheAttemptsToOpenARefusedChannel() {
		this.user.failure = closed(403, "ACCESS_REFUSED");
		assertRefused(this.channel.start());
		assertThat(this.channel.stop(() -> false)).succeedsWithin(PATIENCE);
		assertThat(this.channel.refusal()).isNull();
		int events = this.user.events.size();
		await().during(Duration.ofMillis(200)).atMost(PATIENCE).until(() -> this.user.events.size() == events);
	}

	@Test
	void errorDoesNotEndTheAttempts() {
		this.broker.failWith(new OutOfMemoryError("unable to create native thread"));
		CompletableFuture<Void> opened = this.channel.start();
		await().until(() -> this.broker.attempts() > 3);
		assertThat(this.source.lastFailure()).hasMessageContaining("unable to create native thread");
		this.broker.failWith(null);
		assertThat(opened).succeedsWithin(PATIENCE);
		this.user.error = new StackOverflowError();
		this.broker.channel(0).lose();
		await().until(() -> this.broker.channels().size() > 4);
		this.user.error = null;
		await().until(() -> this.user.events.equals(List.of("opened", "lost", "opened")));
	}

	@Test
	void startCompletesWithTheNextChannelWhenOneIsLost() {
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
		this.broker.down(true);
		this.broker.channel(0).lose();
		await().until(() -> this.user.events.contains("lost"));
		CompletableFuture<Void> opened = this.channel.start();
		await().during(Duration.ofMillis(100)).atMost(PATIENCE).until(() -> !opened.isDone());
		this.broker.down(false);
		assertThat(opened).succeedsWithin(PATIENCE);
	}

	@Test
	void startAfterTheEndDoesNothing() {
		this.channel.close();
		assertThat(this.channel.start()).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(CancellationException.class);
		assertThat(this.broker.channels()).isEmpty();
	}

	@Test
	void triesAgainWhenAQueueIsDeletedWhileItIsDeclared() {
		this.user.failure = closed(404, "NOT_FOUND - no queue 'q' in vhost '/'");
		CompletableFuture<Void> opened = this.channel.start();
		await().until(() -> this.broker.channels().size() > 2);
		assertThat(opened).isNotDone();
		this.user.failure = null;
		assertThat(opened).succeedsWithin(PATIENCE);
		assertThat(this.user.events).doesNotContain("refused");
	}

	@Test
	void retriesAtOnceWithAnotherDeclarationAfterARefusal() {
		this.user.topology = new Topology() {

			@Override
			public void declare(Channel channel) {
			}

			@Override
			public boolean adaptTo(Throwable failure) {
				ManagedChannelTests.this.user.failure = null;
				return true;
			}

		};
		this.user.failure = closed(406, "PRECONDITION_FAILED - inequivalent arg");
		assertThat(channel(RandomizedBackOff.defaults(), REFUSAL_INTERVAL).start()).succeedsWithin(PATIENCE);
		assertThat(this.user.events).doesNotContain("refused");
	}

	@Test
	void queueThatOthersHaveToCreateIsRefused() {
		this.user.topology = Topology.existing("q");
		this.user.failure = closed(404, "NOT_FOUND - no queue 'q' in vhost '/'");
		assertRefused(this.channel.start());
		assertThat(this.user.events).containsOnly("refused");
	}

	@Test
	void triesToLogInAgainSlowly() {
		this.broker.failWith(new AmqpAuthenticationException(new IllegalStateException("ACCESS_REFUSED")));
		channel(RandomizedBackOff.defaults(), NEVER).start();
		await().until(this::waitsForLong);
		assertThat(this.broker.attempts()).isOne();
	}

	private boolean waitsForLong() {
		return this.worker.getQueue().stream().anyMatch((task) -> ((Delayed) task).getDelay(TimeUnit.MINUTES) >= 10);
	}

	@Test
	void reopensAChannelThatItsUserFindsBroken() {
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
		Channel broken = this.broker.channel(0).channel();
		this.channel.reopen(broken);
		this.broker.channel(1);
		this.channel.reopen(broken);
		await().until(() -> this.user.events.equals(List.of("opened", "lost", "opened")));
		assertThat(this.broker.channels()).hasSize(2);
	}

	@Test
	void startLetsAnIdleUserBeginAgainAtOnce() {
		ManagedChannel slow = channel(RandomizedBackOff.of(PATIENCE, PATIENCE), REFUSAL_INTERVAL);
		assertThat(slow.start()).succeedsWithin(PATIENCE);
		this.user.idle = true;
		for (int i = 2; i < 20; i++) {
			assertThat(slow.start()).succeedsWithin(PATIENCE);
			assertThat(this.user.events).hasSize(i).containsOnly("opened");
		}
		assertThat(this.broker.channels()).hasSize(1);
	}

	@Test
	void startFailsIfAnIdleCallbackIsRefused() {
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
		this.user.idle = true;
		this.user.failure = closed(403, "ACCESS_REFUSED");
		assertRefused(this.channel.start());
	}

	@Test
	void channelThatWasNotWantedForAMomentIsOpenedAtTheNextStart() {
		this.broker.down(true);
		CompletableFuture<Void> opened = this.channel.start();
		this.user.wanted = false;
		await().until(this::hasNothingToDo);
		this.broker.down(false);
		await().during(Duration.ofMillis(50)).atMost(PATIENCE).until(() -> this.user.events.isEmpty());
		assertThat(opened).isNotDone();
		this.user.wanted = true;
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
		assertThat(opened).isCompleted();
	}

	/** Is not true within a task of the worker. */
	private boolean hasNothingToDo() throws Exception {
		this.worker.submit(() -> {
		}).get();
		return this.worker.getQueue().isEmpty();
	}

	@Test
	void channelThatIsLostWhileItIsNotWantedIsOpenedWithoutALogMessage(CapturedOutput output) {
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
		this.user.wanted = false;
		this.broker.channel(0).lose();
		await().until(() -> this.user.events.size() == 2 && hasNothingToDo());
		this.user.wanted = true;
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
		assertThat(output).doesNotContain("'test' is open");
	}

	@Test
	void channelThatIsLostByAMessageIsReopenedAtOnce() {
		ManagedChannel slow = channel(RandomizedBackOff.of(PATIENCE, PATIENCE), REFUSAL_INTERVAL);
		this.user.lostByMessage = true;
		assertThat(slow.start()).succeedsWithin(PATIENCE);
		for (int i = 0; i < 20; i++) {
			this.broker.channel(i).refuse(406, "too large");
			this.broker.channel(i + 1);
		}
	}

	@Test
	void missingQueueIsDeclaredAgainImmediately() {
		ManagedChannel slow = channel(RandomizedBackOff.of(PATIENCE, PATIENCE), REFUSAL_INTERVAL);
		assertThat(slow.start()).succeedsWithin(PATIENCE);
		this.user.failsOnce = true;
		this.user.failure = closed(404, "NOT_FOUND - no queue 'q' in vhost '/'");
		slow.reuseLater(this.broker.channel(0).channel());
		this.broker.channel(1);
		await().until(() -> this.user.events.equals(List.of("opened", "lost", "opened")));
	}

	@Test
	void channelThatItsUserBreaksIsReopenedAtOnce() {
		ManagedChannel slow = channel(RandomizedBackOff.of(PATIENCE, PATIENCE), REFUSAL_INTERVAL);
		assertThat(slow.start()).succeedsWithin(PATIENCE);
		for (int i = 0; i < 20; i++) {
			slow.reopen(this.broker.channel(i).channel());
			this.broker.channel(i + 1);
		}
	}

	@Test
	void callbackStartsAgainOnTheSameChannel() {
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
		this.channel.reuseLater(this.broker.channel(0).channel());
		await().until(() -> this.user.events.equals(List.of("opened", "opened")));
		this.user.failure = new IOException("lost meanwhile");
		this.channel.reuseLater(this.broker.channel(0).channel());
		await().until(() -> this.user.events.contains("lost"));
		this.user.failure = null;
		await().until(() -> this.user.events.equals(List.of("opened", "opened", "lost", "opened")));
	}

	private static void assertRefused(CompletableFuture<Void> opened) {
		assertThat(opened).failsWithin(PATIENCE).withThrowableThat().withCauseInstanceOf(TopologyException.class);
	}

	private static IOException closed(int code, String text) {
		return new IOException(new ShutdownSignalException(false, false,
				new AMQP.Channel.Close.Builder().replyCode(code).replyText(text).build(), null));
	}

	private static final class User implements ChannelCallback {

		private final List<String> events = new CopyOnWriteArrayList<>();

		private volatile IOException failure;

		private volatile boolean failsOnce;

		private volatile Error error;

		private volatile boolean lostByMessage;

		private volatile boolean idle;

		private volatile boolean wanted = true;

		private volatile Topology topology = Topology.NONE;

		@Override
		public Topology topology() {
			return this.topology;
		}

		@Override
		public void opened(Channel channel) throws IOException {
			IOException current = this.failure;
			if (current != null) {
				this.failure = this.failsOnce ? null : current;
				throw current;
			}
			if (this.error != null) {
				throw this.error;
			}
			this.events.add("opened");
		}

		@Override
		public boolean wanted() {
			return this.wanted;
		}

		@Override
		public boolean idle() {
			return this.idle;
		}

		@Override
		public boolean lostByMessage(Channel channel) {
			return this.lostByMessage;
		}

		@Override
		public void lost(Channel channel) {
			this.events.add("lost");
		}

		@Override
		public void refused(TopologyException cause) {
			this.events.add("refused");
		}

	}

}
