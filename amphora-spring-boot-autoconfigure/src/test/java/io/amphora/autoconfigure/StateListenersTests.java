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

package io.amphora.autoconfigure;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCreationNotAllowedException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
import org.springframework.beans.factory.ObjectProvider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link StateListeners}.
 */
class StateListenersTests {

	private final AtomicBoolean creating = new AtomicBoolean(true);

	private BeansException reason = new BeanCurrentlyInCreationException("listener");

	private final List<Integer> states = new CopyOnWriteArrayList<>();

	private final List<Integer> statesOfTheNext = new CopyOnWriteArrayList<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private volatile Consumer<Integer> listener = this.states::add;

	private final StateListeners<Consumer<Integer>> listeners = new StateListeners<>(new Beans());

	@AfterEach
	void end() {
		this.threads.shutdownNow();
	}

	@Test
	void missedChangesAreReportedOnceTheListenersExist() {
		changed(1);
		changed(2);
		assertThat(this.states).isEmpty();
		this.creating.set(false);
		this.listeners.afterSingletonsInstantiated();
		assertThat(this.states).containsExactly(1, 2);
		changed(3);
		assertThat(this.states).containsExactly(1, 2, 3);
	}

	@Test
	void changeIsReportedAfterAMissedOneThatIsBeingReported() throws Exception {
		CountDownLatch reporting = new CountDownLatch(1);
		CountDownLatch released = new CountDownLatch(1);
		this.listener = (state) -> {
			if (state == 1) {
				reporting.countDown();
				awaitUnchecked(released);
			}
			this.states.add(state);
		};
		changed(1);
		this.creating.set(false);
		CompletableFuture<Void> missed = CompletableFuture.runAsync(this.listeners::afterSingletonsInstantiated,
				this.threads);
		awaitUnchecked(reporting);
		CompletableFuture<Void> next = CompletableFuture.runAsync(() -> changed(2), this.threads);
		next.get(30, TimeUnit.SECONDS);
		assertThat(this.states).isEmpty();
		released.countDown();
		missed.get(30, TimeUnit.SECONDS);
		assertThat(this.states).containsExactly(1, 2);
	}

	@RepeatedTest(50)
	void changesOfAClientAreReportedInOrder() throws Exception {
		int count = 200;
		CompletableFuture<Void> client = CompletableFuture
			.runAsync(() -> IntStream.range(0, count).forEach(this::changed), this.threads);
		CompletableFuture<Void> context = CompletableFuture.runAsync(() -> {
			this.creating.set(false);
			this.listeners.afterSingletonsInstantiated();
		}, this.threads);
		CompletableFuture.allOf(client, context).get(30, TimeUnit.SECONDS);
		await().until(() -> this.states.size() == count);
		assertThat(this.states).isSorted();
	}

	@Test
	void listenerThatFailsDoesNotStopTheOthers() {
		this.listener = (state) -> {
			this.states.add(state);
			throw new IllegalStateException("on purpose");
		};
		changed(1);
		changed(2);
		this.creating.set(false);
		assertThatNoException().isThrownBy(this.listeners::afterSingletonsInstantiated);
		assertThat(this.states).containsExactly(1, 2);
		assertThat(this.statesOfTheNext).containsExactly(1, 2);
		assertThatNoException().isThrownBy(() -> changed(3));
		assertThat(this.states).containsExactly(1, 2, 3);
		assertThat(this.statesOfTheNext).containsExactly(1, 2, 3);
	}

	@Test
	void changeIsIgnoredIfTheListenersCannotBeCreatedAnyLonger() {
		this.reason = new BeanCreationNotAllowedException("listener", "in destruction");
		assertThatNoException().isThrownBy(() -> changed(1));
		assertThat(this.states).isEmpty();
	}

	@Test
	void listenerThatCannotBeCreatedIsReported() {
		this.reason = new BeanCreationException("listener", "on purpose");
		assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> changed(1));
	}

	@Test
	void changeIsForgottenIfAListenerCannotBeCreated() {
		this.reason = new BeanCreationException("listener", "on purpose");
		assertThatExceptionOfType(BeanCreationException.class).isThrownBy(() -> changed(1));
		this.creating.set(false);
		changed(2);
		assertThat(this.states).containsExactly(2);
	}

	private void changed(int state) {
		this.listeners.forEach((each) -> each.accept(state));
	}

	private static void awaitUnchecked(CountDownLatch latch) {
		try {
			assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private final class Beans implements ObjectProvider<Consumer<Integer>> {

		@Override
		public Stream<Consumer<Integer>> orderedStream() {
			if (StateListenersTests.this.creating.get()) {
				throw StateListenersTests.this.reason;
			}
			return Stream.of((state) -> StateListenersTests.this.listener.accept(state),
					StateListenersTests.this.statesOfTheNext::add);
		}

	}

}
