package io.amphora.transport;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link Settlement} and {@link Delivery}.
 */
class SettlementTests {

	private static final BasicProperties COPY = new BasicProperties.Builder().messageId("copy").build();

	private static final Runnable UNEXPECTED = () -> fail("not expected");

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

	@Test
	void copyIsPublishedBeforeItsOriginalIsAcknowledged() throws IOException {
		given(this.channel.getNextPublishSeqNo()).willReturn(1L);
		Replacements replacements = new Replacements("queue", this.channel, mock(Publisher.class));
		Settlement replacing = replacing(replacements);
		AtomicInteger done = new AtomicInteger();
		deliver(1, replacing).acknowledge();
		deliver(2, replacing).replace(COPY, done::incrementAndGet, UNEXPECTED);
		assertThat(done).hasValue(0);
		acknowledge();
		InOrder order = inOrder(this.channel);
		order.verify(this.channel).basicPublish("", "queue", COPY, new byte[0]);
		order.verify(this.channel).basicAck(2, false);
		order.verify(this.channel).basicPublish("", "", null, new byte[0]);
		then(this.channel).should().basicAck(1, true);
		assertThat(replacing.open()).isZero();
		replacements.handleAck(1, false);
		assertThat(done).as("before the broker has both").hasValue(0);
		replacements.handleAck(2, false);
		assertThat(done).hasValue(1);
	}

	@Test
	void copyThatTheBrokerRefusesIsPublishedUntilItTakesIt() throws IOException {
		Publisher publisher = mock(Publisher.class);
		Replacements replacements = new Replacements("queue", this.channel, publisher);
		given(this.channel.getNextPublishSeqNo()).willReturn(1L, 3L);
		AtomicInteger done = new AtomicInteger();
		Replacement first = new Replacement("queue", COPY, new byte[0], done::incrementAndGet);
		Replacement second = new Replacement("queue", COPY, new byte[1], done::incrementAndGet);
		replacements.replace(11, first);
		replacements.replace(12, second);
		replacements.handleAck(2, true);
		replacements.handleNack(4, true);
		replacements.handleNack(4, true);
		then(publisher).should(times(1)).publish(second);
		then(publisher).should(never()).publish(first);
		assertThat(done).hasValue(2);
	}

	@Test
	void replacementsEndWithTheirChannel() throws IOException {
		given(this.channel.getNextPublishSeqNo()).willReturn(1L, 3L);
		AtomicInteger done = new AtomicInteger();
		Settlement replacing = replacing();
		deliver(1, replacing).replace(COPY, done::incrementAndGet, UNEXPECTED);
		deliver(2, replacing).replace(COPY, done::incrementAndGet, UNEXPECTED);
		acknowledge();
		ArgumentCaptor<ShutdownListener> listener = ArgumentCaptor.forClass(ShutdownListener.class);
		then(this.channel).should().addShutdownListener(listener.capture());
		listener.getValue().shutdownCompleted(new ShutdownSignalException(false, true, null, null));
		listener.getValue().shutdownCompleted(new ShutdownSignalException(true, false, null, null));
		assertThat(done).hasValue(2);
	}

	@Test
	void originalStaysIfTheChannelIsLostBeforeTheCopyIsPublished() throws IOException {
		Settlement replacing = replacing();
		willThrow(new AlreadyClosedException(new ShutdownSignalException(true, false, null, null))).given(this.channel)
			.basicPublish(any(), any(), any(), any());
		AtomicInteger done = new AtomicInteger();
		deliver(1, replacing).replace(COPY, done::incrementAndGet, UNEXPECTED);
		acknowledge();
		then(this.channel).should(never()).basicAck(anyLong(), anyBoolean());
		assertThat(done).hasValue(1);
		assertThat(replacing.open()).isZero();
	}

	@Test
	void failureToSettleOneDeliveryDoesNotStopTheOthers() throws IOException {
		for (Throwable failure : List.of(new IllegalStateException("broken"), new StackOverflowError())) {
			willThrow(failure).given(this.channel).basicReject(anyLong(), anyBoolean());
			Settlement other = new Settlement(this.channel, this.acknowledger::add);
			deliver(1, other).reject(true);
			deliver(2, other).acknowledge();
			acknowledge();
			deliver(3, other).acknowledge();
			acknowledge();
			then(this.channel).should().basicAck(3, true);
			assertThat(other.open()).isZero();
			clearInvocations(this.channel);
		}
	}

	@Test
	void failureOfAListenerDoesNotStopTheAcknowledger() throws IOException {
		this.settlement.onSettled(() -> {
			throw new IllegalStateException("broken");
		});
		deliver(1).acknowledge();
		acknowledge();
		deliver(2).acknowledge();
		acknowledge();
		then(this.channel).should().basicAck(2, true);
		assertThat(this.settlement.open()).isZero();
	}

	@Test
	void acknowledgementThatFailsOnAnOpenChannelIsTriedAgain() throws IOException {
		willThrow(new OutOfMemoryError("no heap")).willDoNothing().given(this.channel).basicAck(1, true);
		deliver(1).acknowledge();
		acknowledge();
		then(this.channel).should(times(2)).basicAck(1, true);
	}

	@Test
	void originalIsSettledOtherwiseIfItsCopyCannotBeWritten() throws IOException {
		willThrow(new IllegalArgumentException("headers exceed the frame")).given(this.channel)
			.basicPublish("", "queue", COPY, new byte[0]);
		Settlement replacing = replacing();
		Delivery poison = deliver(1, replacing);
		AtomicInteger done = new AtomicInteger();
		poison.replace(COPY, done::incrementAndGet, () -> poison.reject(false));
		deliver(2, replacing).acknowledge();
		acknowledge();
		then(this.channel).should().basicReject(1, false);
		then(this.channel).should().basicAck(2, true);
		assertThat(done).hasValue(0);
		assertThat(replacing.open()).isZero();
		assertThat(replacing.replaces()).isTrue();
	}

	@Test
	void confirmsAreThoseOfTheirCopiesAfterACopyThatCannotBeWritten() throws IOException {
		given(this.channel.getNextPublishSeqNo()).willReturn(1L, 2L, 4L);
		Replacements replacements = new Replacements("queue", this.channel, mock(Publisher.class));
		Settlement replacing = replacing(replacements);
		willThrow(new IllegalArgumentException("headers exceed the frame")).willDoNothing()
			.given(this.channel)
			.basicPublish("", "queue", COPY, new byte[0]);
		AtomicInteger done = new AtomicInteger();
		Delivery first = deliver(1, replacing);
		first.replace(COPY, UNEXPECTED, () -> first.reject(true));
		deliver(2, replacing).replace(COPY, done::incrementAndGet, UNEXPECTED);
		acknowledge();
		replacements.handleAck(1, false);
		assertThat(done).hasValue(0);
		replacements.handleAck(2, false);
		assertThat(done).hasValue(1);
	}

	@Test
	void noFurtherCopyIsWrittenOnceAnErrorHasLeftItOpenWhatWasWritten() throws IOException {
		willThrow(new OutOfMemoryError("no heap")).given(this.channel).basicPublish("", "queue", COPY, new byte[0]);
		Settlement replacing = replacing();
		Delivery first = deliver(1, replacing);
		first.replace(COPY, UNEXPECTED, () -> first.reject(true));
		Delivery second = deliver(2, replacing);
		second.replace(COPY, UNEXPECTED, () -> second.reject(true));
		assertThat(replacing.replaces()).isTrue();
		acknowledge();
		then(this.channel).should().basicReject(1, true);
		then(this.channel).should().basicReject(2, true);
		then(this.channel).should(times(1)).basicPublish("", "queue", COPY, new byte[0]);
		assertThat(replacing.replaces()).isFalse();
	}

	private Settlement replacing() throws IOException {
		return replacing(new Replacements("queue", this.channel, mock(Publisher.class)));
	}

	private Settlement replacing(Replacements replacements) {
		return new Settlement(this.channel, this.acknowledger::add, replacements);
	}

	private Delivery deliver(long tag) {
		return deliver(tag, this.settlement);
	}

	private static Delivery deliver(long tag, Settlement settlement) {
		settlement.delivered();
		return new Delivery(new Envelope(tag, false, "exchange", "key"), new BasicProperties(), new byte[0],
				settlement);
	}

	private void acknowledge() {
		this.acknowledger.remove().run();
	}

}
