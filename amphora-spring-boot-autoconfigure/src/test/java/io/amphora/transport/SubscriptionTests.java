package io.amphora.transport;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Consumer;
import com.rabbitmq.client.Envelope;
import io.amphora.topology.Topology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.BDDMockito.then;

/**
 * Tests for {@link Subscription}.
 */
class SubscriptionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

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
	void startedTwiceWhileItEndsConsumesOnceMore() throws Exception {
		assertThat(this.subscription.start()).succeedsWithin(PATIENCE);
		Delivery inHand = take(1);
		CompletableFuture<Void> ending = this.subscription.cancel();
		await().atMost(PATIENCE).until(() -> !this.subscription.consuming());
		this.subscription.start();
		this.subscription.start();
		await().atMost(PATIENCE).until(this.subscription::consuming);
		await().during(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> consumers() == 2);
		inHand.acknowledge();
		assertThat(ending).succeedsWithin(PATIENCE);
		assertThat(this.subscription.consuming()).isTrue();
		assertThat(this.broker.channels()).hasSize(1);
	}

	private Delivery take(long tag) throws Exception {
		ArgumentCaptor<Consumer> consumer = ArgumentCaptor.forClass(Consumer.class);
		then(channel()).should().basicConsume(any(), anyBoolean(), consumer.capture());
		consumer.getValue()
			.handleDelivery("consumer", new Envelope(tag, false, "", "queue"), new BasicProperties(), new byte[0]);
		return await().atMost(PATIENCE).until(this.taken::get, (delivery) -> delivery != null);
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
