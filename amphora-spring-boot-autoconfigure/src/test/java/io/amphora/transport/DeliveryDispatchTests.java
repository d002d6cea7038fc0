package io.amphora.transport;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DeliveryDispatch}.
 */
class DeliveryDispatchTests {

	private final Queue<Runnable> otherThread = new ArrayDeque<>();

	private final Queue<Runnable> slowThread = new ArrayDeque<>();

	private final List<Delivery> handled = new ArrayList<>();

	private final Settler settler = mock(Settler.class);

	private final Delivery delivery = new Delivery(new Envelope(7, false, "", "queue"),
			new BasicProperties.Builder().build(), new byte[0], this.settler);

	@Test
	void threadThatOnlyDeliversHandlesAll() {
		dispatch(this.handled::add).dispatch(this.delivery);
		assertThat(this.handled).containsExactly(this.delivery);
		assertThat(this.otherThread).isEmpty();
	}

	@Test
	void threadThatReadsLeavesTheHandlingToAnother() {
		read(dispatch(this.handled::add));
		assertThat(this.handled).isEmpty();
		this.otherThread.remove().run();
		assertThat(this.handled).containsExactly(this.delivery);
	}

	@Test
	void threadThatReadsHandlesWhatIsDoneAtOnce() {
		read(dispatch(new DeliveryHandler() {

			@Override
			public boolean immediate(Delivery given) {
				return given == DeliveryDispatchTests.this.delivery;
			}

			@Override
			public void handle(Delivery given) {
				assertThat(BrokerThread.isCurrent()).isTrue();
				DeliveryDispatchTests.this.handled.add(given);
			}

		}));
		assertThat(this.handled).containsExactly(this.delivery);
		assertThat(this.otherThread).isEmpty();
	}

	@Test
	void whatTakesTimeIsHandledBesideOtherDeliveries() {
		DeliveryDispatch dispatch = dispatch(new DeliveryHandler() {

			@Override
			public boolean takesTime(Delivery given) {
				return given == DeliveryDispatchTests.this.delivery;
			}

			@Override
			public void handle(Delivery given) {
				DeliveryDispatchTests.this.handled.add(given);
			}

		});
		dispatch.dispatch(this.delivery);
		read(dispatch);
		assertThat(this.handled).isEmpty();
		assertThat(this.otherThread).isEmpty();
		this.slowThread.forEach(Runnable::run);
		assertThat(this.handled).containsExactly(this.delivery, this.delivery);
	}

	@Test
	void whatCannotBeHandledGoesBackToItsQueue() {
		read(dispatch((given) -> {
			throw new IllegalStateException("failed");
		}));
		this.otherThread.remove().run();
		then(this.settler).should().reject(7, true);
	}

	private DeliveryDispatch dispatch(DeliveryHandler handler) {
		return new DeliveryDispatch(handler, this.otherThread::add, this.slowThread::add);
	}

	private void read(DeliveryDispatch dispatch) {
		ReadingThread.executor().execute(() -> dispatch.dispatch(this.delivery));
	}

}
