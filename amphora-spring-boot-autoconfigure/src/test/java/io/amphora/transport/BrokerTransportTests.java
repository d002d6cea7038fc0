package io.amphora.transport;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.BlockedListener;
import io.amphora.topology.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.amphora.transport.FakeBroker.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.willAnswer;

/**
 * Tests for {@link BrokerTransport}.
 */
class BrokerTransportTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final FakeBroker broker = new FakeBroker();

	private final BrokerTransport transport = this.broker.transport();

	BrokerTransportTests() throws Exception {
	}

	@AfterEach
	void close() {
		this.transport.close();
	}

	@Test
	void leavesNoListenerOnAConnectionThatOthersUse() throws Exception {
		Publisher publisher = this.transport.publisher("test", Topology.NONE);
		assertThat(publisher.start()).succeedsWithin(PATIENCE);
		assertThat(this.broker.blockedListeners()).isNotEmpty();
		BlockedListener listener = this.broker.blockedListeners().get(0);
		this.transport.close();
		listener.handleUnblocked();
		await().until(() -> this.broker.blockedListeners().isEmpty());
		listener.handleUnblocked();
	}

	@Test
	void knowsWhetherThereIsAConnection() {
		assertThat(this.transport.connected()).isFalse();
		assertThat(this.transport.address()).isNull();
		this.broker.down(true);
		this.transport.subscription(new SubscriptionSpec("test", "queue", Topology.NONE, 1), Delivery::acknowledge)
			.start();
		await().until(() -> this.transport.lastFailure() != null);
		this.broker.down(false);
		await().until(this.transport::connected);
		await().until(() -> this.transport.lastFailure() == null);
	}

	@Test
	void tellsHowItStandsWithTheBroker() throws Exception {
		assertThat(this.transport.connection()).isEqualTo(new ConnectionState(false, false, null, null, null));
		this.transport.publisher("test", Topology.NONE).start().get();
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
		Publisher publisher = this.transport.publisher("test", Topology.NONE);
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
		assertThat(this.transport.execute((channel) -> "done", PATIENCE)).succeedsWithin(PATIENCE);
		release.countDown();
	}

	@Test
	void canBeClosedTwice() {
		this.transport.close();
		this.transport.close();
	}

}
