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
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link ChannelSettlement} and {@link Delivery}.
 */
class ChannelSettlementTests {

	private static final BasicProperties COPY = new BasicProperties.Builder().messageId("copy").build();

	private static final BasicProperties OTHER_COPY = new BasicProperties.Builder().messageId("other").build();

	private static final Runnable UNEXPECTED = () -> fail("not expected");

	private final Channel channel = mock(Channel.class);

	private final Queue<Runnable> acknowledger = new ArrayDeque<>();

	private final ChannelSettlement settlement = new ChannelSettlement(this.channel, this.acknowledger::add, null);

	@Test
	void deliveryThatCannotBeReplacedCanStillBeSettled() throws IOException {
		Delivery delivery = deliver(1);
		assertThat(delivery.replaceable()).isFalse();
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> delivery.replace(COPY, UNEXPECTED, UNEXPECTED, UNEXPECTED));
		delivery.reject(true);
		this.acknowledger.forEach(Runnable::run);
		then(this.channel).should().basicReject(1, true);
	}

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
	void acknowledgesEarlierDeliveriesByItself() throws IOException {
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
	void notifiesTheListenerOfSettledDeliveries() {
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
	void originalIsAcknowledgedWhenItsCopyIsConfirmed() throws IOException {
		ChannelSettlement replacing = replacing();
		AtomicInteger done = new AtomicInteger();
		deliver(1, replacing).acknowledge();
		deliver(2, replacing).replace(COPY, done::incrementAndGet, UNEXPECTED, UNEXPECTED);
		acknowledge();
		then(this.channel).should().basicPublish("", "queue", COPY, new byte[0]);
		then(this.channel).should().basicAck(1, true);
		assertThat(replacing.open()).as("before the copy is confirmed").isOne();
		confirms().handleAck(1, false);
		acknowledge();
		InOrder order = inOrder(this.channel);
		order.verify(this.channel).basicAck(2, false);
		order.verify(this.channel).basicPublish("", "", null, new byte[0]);
		assertThat(replacing.open()).isZero();
		assertThat(done).as("before the broker knows").hasValue(0);
		confirms().handleAck(2, false);
		assertThat(done).hasValue(1);
	}

	@Test
	void originalIsSettledOtherwiseIfItsCopyIsRefused() throws IOException {
		ChannelSettlement replacing = replacing();
		AtomicInteger done = new AtomicInteger();
		deliver(1, replacing).replace(COPY, done::incrementAndGet, UNEXPECTED, UNEXPECTED);
		Delivery refused = deliver(2, replacing);
		refused.replace(OTHER_COPY, UNEXPECTED, UNEXPECTED, () -> refused.reject(true));
		acknowledge();
		confirms().handleAck(1, false);
		confirms().handleNack(2, true);
		confirms().handleNack(2, true);
		acknowledge();
		then(this.channel).should().basicAck(1, false);
		then(this.channel).should().basicReject(2, true);
		then(this.channel).should(never()).basicAck(eq(2L), anyBoolean());
		assertThat(replacing.open()).isZero();
		confirms().handleAck(3, true);
		assertThat(done).hasValue(1);
	}

	@Test
	void copyThatIsRefusedEndsWithItsChannel() throws IOException {
		ChannelSettlement replacing = replacing();
		AtomicInteger done = new AtomicInteger();
		deliver(1, replacing).replace(COPY, done::incrementAndGet, UNEXPECTED, UNEXPECTED);
		acknowledge();
		confirms().handleNack(1, false);
		loseChannel();
		acknowledge();
		assertThat(done).hasValue(1);
		then(this.channel).should(never()).basicAck(anyLong(), anyBoolean());
	}

	@Test
	void copyThatIsConfirmedEndsWithItsChannelToo() throws IOException {
		ChannelSettlement replacing = replacing();
		AtomicInteger done = new AtomicInteger();
		deliver(1, replacing).replace(COPY, done::incrementAndGet, UNEXPECTED, UNEXPECTED);
		acknowledge();
		confirms().handleAck(1, false);
		loseChannel();
		acknowledge();
		assertThat(done).hasValue(1);
		then(this.channel).should(never()).basicAck(anyLong(), anyBoolean());
	}

	@Test
	void copyThatCannotBeWrittenEndsOnceThoughTheChannelIsLostMeanwhile() throws IOException {
		ChannelSettlement replacing = replacing();
		AtomicInteger done = new AtomicInteger();
		willAnswer((call) -> {
			loseChannel();
			throw new IllegalArgumentException("headers exceed the frame");
		}).given(this.channel).basicPublish("", "queue", COPY, new byte[0]);
		deliver(1, replacing).replace(COPY, done::incrementAndGet, UNEXPECTED, UNEXPECTED);
		acknowledge();
		assertThat(done).hasValue(1);
		then(this.channel).should(never()).basicReject(anyLong(), anyBoolean());
	}

	@Test
	void replacementsEndWithTheirChannel() throws IOException {
		AtomicInteger done = new AtomicInteger();
		ChannelSettlement replacing = replacing();
		deliver(1, replacing).replace(COPY, done::incrementAndGet, UNEXPECTED, UNEXPECTED);
		deliver(2, replacing).replace(OTHER_COPY, done::incrementAndGet, UNEXPECTED, UNEXPECTED);
		acknowledge();
		confirms().handleAck(1, false);
		acknowledge();
		loseChannel();
		loseChannel();
		assertThat(done).hasValue(2);
	}

	@Test
	void originalWhoseCopyIsConfirmedStaysIfTheChannelIsLost() throws IOException {
		willThrow(new AlreadyClosedException(new ShutdownSignalException(true, false, null, null))).given(this.channel)
			.basicAck(anyLong(), anyBoolean());
		ChannelSettlement replacing = replacing();
		AtomicInteger done = new AtomicInteger();
		deliver(1, replacing).replace(COPY, done::incrementAndGet, UNEXPECTED, UNEXPECTED);
		acknowledge();
		confirms().handleAck(1, false);
		acknowledge();
		assertThat(done).hasValue(1);
		assertThat(replacing.open()).isZero();
	}

	@Test
	void originalStaysIfTheChannelIsLostBeforeTheCopyIsPublished() throws IOException {
		ChannelSettlement replacing = replacing();
		willThrow(new AlreadyClosedException(new ShutdownSignalException(true, false, null, null))).given(this.channel)
			.basicPublish(any(), any(), any(), any());
		AtomicInteger done = new AtomicInteger();
		deliver(1, replacing).replace(COPY, done::incrementAndGet, UNEXPECTED, UNEXPECTED);
		acknowledge();
		then(this.channel).should(never()).basicAck(anyLong(), anyBoolean());
		assertThat(done).hasValue(1);
		assertThat(replacing.open()).isZero();
	}

	@Test
	void failureToSettleOneDeliveryDoesNotStopTheOthers() throws IOException {
		for (Throwable failure : List.of(new IllegalStateException("broken"), new StackOverflowError())) {
			willThrow(failure).given(this.channel).basicReject(anyLong(), anyBoolean());
			ChannelSettlement other = new ChannelSettlement(this.channel, this.acknowledger::add, null);
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
		ChannelSettlement replacing = replacing();
		Delivery poison = deliver(1, replacing);
		AtomicInteger done = new AtomicInteger();
		poison.replace(COPY, done::incrementAndGet, () -> poison.reject(false), UNEXPECTED);
		deliver(2, replacing).acknowledge();
		acknowledge();
		then(this.channel).should().basicReject(1, false);
		then(this.channel).should().basicAck(2, true);
		assertThat(done).hasValue(0);
		assertThat(replacing.open()).isZero();
		assertThat(replacing.replaces()).isTrue();
	}

	@Test
	void confirmsMatchTheirCopiesAfterACopyThatCannotBeWritten() throws IOException {
		willThrow(new IllegalArgumentException("headers exceed the frame")).given(this.channel)
			.basicPublish("", "queue", COPY, new byte[0]);
		ChannelSettlement replacing = replacing();
		Delivery first = deliver(1, replacing);
		first.replace(COPY, UNEXPECTED, () -> first.reject(true), UNEXPECTED);
		deliver(2, replacing).replace(OTHER_COPY, () -> {
		}, UNEXPECTED, UNEXPECTED);
		acknowledge();
		then(this.channel).should(never()).basicAck(2, false);
		confirms().handleAck(1, false);
		acknowledge();
		then(this.channel).should().basicAck(2, false);
	}

	@Test
	void noFurtherCopyIsWrittenOnceAnErrorHasLeftItOpenWhatWasWritten() throws IOException {
		willThrow(new OutOfMemoryError("no heap")).given(this.channel).basicPublish("", "queue", COPY, new byte[0]);
		ChannelSettlement replacing = replacing();
		Delivery first = deliver(1, replacing);
		first.replace(COPY, UNEXPECTED, () -> first.reject(true), UNEXPECTED);
		Delivery second = deliver(2, replacing);
		second.replace(COPY, UNEXPECTED, () -> second.reject(true), UNEXPECTED);
		assertThat(replacing.replaces()).isTrue();
		acknowledge();
		then(this.channel).should().basicReject(1, true);
		then(this.channel).should().basicReject(2, true);
		then(this.channel).should(times(1)).basicPublish("", "queue", COPY, new byte[0]);
		assertThat(replacing.replaces()).isFalse();
	}

	private ChannelSettlement replacing() throws IOException {
		return ChannelSettlement.replacing(this.channel, this.acknowledger::add, "queue");
	}

	private ConfirmListener confirms() {
		ArgumentCaptor<ConfirmListener> listener = ArgumentCaptor.forClass(ConfirmListener.class);
		then(this.channel).should().addConfirmListener(listener.capture());
		return listener.getValue();
	}

	private void loseChannel() {
		ArgumentCaptor<ShutdownListener> listener = ArgumentCaptor.forClass(ShutdownListener.class);
		then(this.channel).should().addShutdownListener(listener.capture());
		listener.getValue().shutdownCompleted(new ShutdownSignalException(true, false, null, null));
	}

	private Delivery deliver(long tag) {
		return deliver(tag, this.settlement);
	}

	private static Delivery deliver(long tag, ChannelSettlement settlement) {
		settlement.delivered();
		return new Delivery(new Envelope(tag, false, "exchange", "key"), new BasicProperties(), new byte[0],
				settlement);
	}

	private void acknowledge() {
		this.acknowledger.remove().run();
	}

}
