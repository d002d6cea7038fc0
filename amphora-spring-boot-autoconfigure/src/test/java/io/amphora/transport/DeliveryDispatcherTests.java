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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import io.amphora.transport.connection.ReadingThread;
import io.amphora.transport.thread.BrokerThread;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DeliveryDispatcher}.
 */
class DeliveryDispatcherTests {

	private final Queue<Runnable> otherThread = new ArrayDeque<>();

	private final Queue<Runnable> concurrentExecutor = new ArrayDeque<>();

	private final List<Delivery> handled = new ArrayList<>();

	private final Delivery.Settler settler = mock(Delivery.Settler.class);

	private final Delivery delivery = new Delivery(new Envelope(7, false, "", "queue"),
			new BasicProperties.Builder().build(), new byte[0], this.settler);

	@Test
	void threadThatOnlyDeliversHandlesAll() {
		dispatcher(this.handled::add).dispatch(this.delivery);
		assertThat(this.handled).containsExactly(this.delivery);
		assertThat(this.otherThread).isEmpty();
	}

	@Test
	void threadThatReadsLeavesTheHandlingToAnother() {
		read(dispatcher(this.handled::add));
		assertThat(this.handled).isEmpty();
		this.otherThread.remove().run();
		assertThat(this.handled).containsExactly(this.delivery);
	}

	@Test
	void callbacksLeaveTheThreadThatOnlyDelivers() {
		dispatcher(new DeliveryHandler() {

			@Override
			public boolean runsCallbacks() {
				return true;
			}

			@Override
			public void handle(Delivery given) {
				throw new UnsupportedOperationException();
			}

			@Override
			public void handle(Delivery given, Executor following) {
				following.execute(() -> DeliveryDispatcherTests.this.handled.add(given));
			}

		}).dispatch(this.delivery);
		assertThat(this.handled).isEmpty();
		this.otherThread.remove().run();
		assertThat(this.handled).isEmpty();
		this.otherThread.remove().run();
		assertThat(this.handled).containsExactly(this.delivery);
	}

	@Test
	void readingThreadHandlesQuickDeliveries() {
		read(dispatcher(new DeliveryHandler() {

			@Override
			public boolean handlesOnReadingThread(Delivery given) {
				return given == DeliveryDispatcherTests.this.delivery;
			}

			@Override
			public void handle(Delivery given) {
				assertThat(BrokerThread.isCurrent()).isTrue();
				DeliveryDispatcherTests.this.handled.add(given);
			}

		}));
		assertThat(this.handled).containsExactly(this.delivery);
		assertThat(this.otherThread).isEmpty();
	}

	@Test
	void slowDeliveryIsHandledInParallelWithOthers() {
		DeliveryDispatcher dispatcher = dispatcher(new DeliveryHandler() {

			@Override
			public boolean handlesConcurrently(Delivery given) {
				return given == DeliveryDispatcherTests.this.delivery;
			}

			@Override
			public void handle(Delivery given) {
				DeliveryDispatcherTests.this.handled.add(given);
			}

		});
		dispatcher.dispatch(this.delivery);
		read(dispatcher);
		assertThat(this.handled).isEmpty();
		assertThat(this.otherThread).isEmpty();
		this.concurrentExecutor.forEach(Runnable::run);
		assertThat(this.handled).containsExactly(this.delivery, this.delivery);
	}

	@Test
	void requeuesADeliveryThatCannotBeHandled() {
		read(dispatcher((given) -> {
			throw new IllegalStateException("failed");
		}));
		this.otherThread.remove().run();
		then(this.settler).should().reject(7, true);
	}

	private DeliveryDispatcher dispatcher(DeliveryHandler handler) {
		return new DeliveryDispatcher(handler, this.otherThread::add, this.concurrentExecutor::add);
	}

	private void read(DeliveryDispatcher dispatcher) {
		ReadingThread.executor().execute(() -> dispatcher.dispatch(this.delivery));
	}

}
