package io.amphora.transport;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link Settlement} and {@link Delivery}.
 */
class SettlementTests {

	private final Channel channel = mock(Channel.class);

	private final Queue<Runnable> acknowledger = new ArrayDeque<>();

	private final Settlement settlement = new Settlement(this.channel, this.acknowledger::add);

	@Test
	void acknowledgesTogetherWhatWasSettledMeanwhile() throws IOException {
		Delivery first = deliver(1);
		Delivery second = deliver(2);
		Delivery third = deliver(3);
		second.acknowledge();
		first.acknowledge();
		then(this.channel).shouldHaveNoInteractions();
		assertThat(this.acknowledger).hasSize(1);
		acknowledge();
		then(this.channel).should().basicAck(2, true);
		assertThat(this.settlement.open()).isEqualTo(1);
		third.acknowledge();
		acknowledge();
		then(this.channel).should().basicAck(3, true);
		assertThat(this.settlement.open()).isZero();
	}

	@Test
	void acknowledgesWhatIsAheadOnItsOwn() throws IOException {
		deliver(1);
		deliver(2).acknowledge();
		acknowledge();
		then(this.channel).should().basicAck(2, false);
		then(this.channel).should(never()).basicAck(anyLong(), eq(true));
	}

	@Test
	void rejectsAtOnceWithOrWithoutRequeue() throws IOException {
		deliver(1).reject(true);
		deliver(2).reject(false);
		acknowledge();
		then(this.channel).should().basicReject(1, true);
		then(this.channel).should().basicReject(2, false);
		then(this.channel).should(never()).basicAck(anyLong(), anyBoolean());
		assertThat(this.settlement.open()).isZero();
	}

	@Test
	void settlesADeliveryOnceOnly() throws IOException {
		Delivery delivery = deliver(1);
		delivery.acknowledge();
		delivery.acknowledge();
		delivery.reject(true);
		acknowledge();
		then(this.channel).should().basicAck(1, true);
		then(this.channel).should(never()).basicReject(anyLong(), anyBoolean());
	}

	@Test
	void tellsWhenSomethingWasSettled() {
		AtomicInteger told = new AtomicInteger();
		this.settlement.onSettled(told::incrementAndGet);
		deliver(1).acknowledge();
		assertThat(told).hasValue(0);
		acknowledge();
		assertThat(told).hasValue(1);
	}

	@Test
	void lostChannelLeavesNothingOpen() throws IOException {
		willThrow(new AlreadyClosedException(new ShutdownSignalException(true, false, null, null))).given(this.channel)
			.basicAck(anyLong(), anyBoolean());
		deliver(1).acknowledge();
		acknowledge();
		deliver(2).acknowledge();
		acknowledge();
		assertThat(this.settlement.open()).isZero();
	}

	private Delivery deliver(long tag) {
		this.settlement.delivered();
		return new Delivery(new Envelope(tag, false, "exchange", "key"), new BasicProperties(), new byte[0],
				this.settlement);
	}

	private void acknowledge() {
		this.acknowledger.remove().run();
	}

}
