package io.amphora.transport;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.BlockedListener;
import io.amphora.topology.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
		await().atMost(PATIENCE).until(() -> this.broker.blockedListeners().isEmpty());
		listener.handleUnblocked();
	}

	@Test
	void knowsWhetherThereIsAConnection() {
		assertThat(this.transport.connected()).isFalse();
		assertThat(this.transport.address()).isNull();
		this.broker.down(true);
		this.transport.subscription(new SubscriptionSpec("test", "queue", Topology.NONE, 1), Delivery::acknowledge)
			.start();
		await().atMost(PATIENCE).until(() -> this.transport.lastFailure() != null);
		this.broker.down(false);
		await().atMost(PATIENCE).until(this.transport::connected);
		await().atMost(PATIENCE).until(() -> this.transport.lastFailure() == null);
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
	void canBeClosedTwice() {
		this.transport.close();
		this.transport.close();
	}

}
