package io.amphora.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.AmqpAuthenticationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ManagedChannel}.
 */
class ManagedChannelTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final FakeBroker broker = new FakeBroker();

	private final ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1,
			Executors.defaultThreadFactory());

	private final User user = new User();

	private final ManagedChannel channel = new ManagedChannel("test",
			new ChannelSource(this.broker.connectionFactory(), new FailureLog(null), () -> {
			}), this.worker, this.user, new BackOff(Duration.ofMillis(1), Duration.ofMillis(10)));

	ManagedChannelTests() throws Exception {
	}

	@AfterEach
	void end() {
		this.worker.shutdownNow();
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
		await().atMost(PATIENCE).until(() -> this.user.events.size() == 11);
	}

	@Test
	void keepsTryingUntilThereIsABroker() {
		this.broker.down(true);
		CompletableFuture<Void> opened = this.channel.start();
		await().atMost(PATIENCE).until(() -> this.broker.attempts() > 5);
		assertThat(opened).isNotDone();
		this.broker.down(false);
		assertThat(opened).succeedsWithin(PATIENCE);
	}

	@Test
	void startsAndStopsLeaveASingleRetry() {
		this.broker.down(true);
		for (int i = 0; i < 50; i++) {
			this.channel.start();
			this.channel.stop(() -> false);
		}
		this.channel.start();
		await().atMost(PATIENCE).until(() -> this.broker.attempts() > 60);
		assertThat(this.worker.getQueue()).hasSizeLessThanOrEqualTo(1);
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
	void doesNotStopWhatIsWantedAgain() {
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
		assertThat(this.channel.stop(() -> true)).succeedsWithin(PATIENCE);
		assertThat(this.broker.channel(0).channel().isOpen()).isTrue();
	}

	@Test
	void givesUpWhatTheBrokerRefusesUntilTheNextStart() {
		this.user.failure = closed(406, "PRECONDITION_FAILED");
		assertThat(this.channel.start()).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(TopologyException.class);
		assertThat(this.user.events).containsExactly("refused");
		assertThat(this.worker.getQueue()).isEmpty();
		this.user.failure = null;
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
	}

	@Test
	void triesAgainWhenAQueueIsDeletedWhileItIsDeclared() {
		this.user.failure = closed(404, "NOT_FOUND - no queue 'q' in vhost '/'");
		CompletableFuture<Void> opened = this.channel.start();
		await().atMost(PATIENCE).until(() -> this.broker.channels().size() > 2);
		assertThat(opened).isNotDone();
		this.user.failure = null;
		assertThat(opened).succeedsWithin(PATIENCE);
		assertThat(this.user.events).doesNotContain("refused");
	}

	@Test
	void givesUpAQueueThatOthersHaveToCreate() {
		this.user.topology = Topology.existing("q");
		this.user.failure = closed(404, "NOT_FOUND - no queue 'q' in vhost '/'");
		assertThat(this.channel.start()).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(TopologyException.class);
		assertThat(this.user.events).containsExactly("refused");
	}

	@Test
	void triesToLogInAgainSlowly() {
		this.broker.failWith(new AmqpAuthenticationException(new IllegalStateException("ACCESS_REFUSED")));
		this.channel.start();
		await().atMost(PATIENCE)
			.until(() -> this.worker.getQueue()
				.stream()
				.anyMatch((task) -> ((Delayed) task).getDelay(TimeUnit.SECONDS) >= 10));
		assertThat(this.broker.attempts()).isOne();
	}

	@Test
	void reopensAChannelThatItsUserFindsBroken() {
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
		Channel broken = this.broker.channel(0).channel();
		this.channel.reopen(broken);
		this.broker.channel(1);
		this.channel.reopen(broken);
		await().atMost(PATIENCE).until(() -> this.user.events.equals(List.of("opened", "lost", "opened")));
		assertThat(this.broker.channels()).hasSize(2);
	}

	@Test
	void letsItsUserBeginAnewOnTheSameChannel() {
		assertThat(this.channel.start()).succeedsWithin(PATIENCE);
		this.channel.again(this.broker.channel(0).channel());
		await().atMost(PATIENCE).until(() -> this.user.events.equals(List.of("opened", "opened")));
		this.user.failure = new IOException("lost meanwhile");
		this.channel.again(this.broker.channel(0).channel());
		await().atMost(PATIENCE).until(() -> this.user.events.contains("lost"));
		this.user.failure = null;
		await().atMost(PATIENCE).until(() -> this.user.events.equals(List.of("opened", "opened", "lost", "opened")));
	}

	private static IOException closed(int code, String text) {
		return new IOException(new ShutdownSignalException(false, false,
				new AMQP.Channel.Close.Builder().replyCode(code).replyText(text).build(), null));
	}

	private static final class User implements ChannelUser {

		private final List<String> events = new CopyOnWriteArrayList<>();

		private volatile IOException failure;

		private volatile Topology topology = Topology.NONE;

		@Override
		public Topology topology() {
			return this.topology;
		}

		@Override
		public void opened(Channel channel) throws IOException {
			if (this.failure != null) {
				throw this.failure;
			}
			this.events.add("opened");
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
