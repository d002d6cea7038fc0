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

package io.amphora.reactive;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.amphora.CallScope;
import io.amphora.transport.thread.BrokerThread;
import io.reactivex.rxjava3.core.Completable;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ReactiveResults}.
 */
class ReactiveResultsTests {

	private final List<String> events = new ArrayList<>();

	private CoreSubscriber<? super Object> subscriber;

	@Test
	void completesWithTheValueOrWithoutOne() {
		assertThat(subscribe(Mono.just(5))).isCompletedWithValue(5);
		assertThat(subscribe(Mono.empty())).isCompletedWithValue(null);
		assertThat(subscribe(Uni.createFrom().item(6))).isCompletedWithValue(6);
		assertThat(subscribe(Completable.complete())).isCompletedWithValue(null);
	}

	@Test
	void completesLater() {
		Sinks.One<Integer> sink = Sinks.one();
		CompletableFuture<Object> future = subscribe(sink.asMono());
		assertThat(future).isNotDone();
		sink.tryEmitValue(5);
		assertThat(future).isCompletedWithValue(5);
	}

	@Test
	void failsWithTheErrorOfThePublisher() {
		Error failure = new StackOverflowError();
		assertThat(subscribe(Mono.error(failure))).isCompletedExceptionally()
			.satisfies((future) -> assertThat(failure(future)).isSameAs(failure));
	}

	@Test
	void failsIfThePublisherThrows() {
		LinkageError failure = new LinkageError("broken");
		assertThat(failure(subscribe(new Rogue((to) -> {
			throw failure;
		})))).isSameAs(failure);
	}

	@Test
	void failsIfTheErrorIsNull() {
		assertThat(failure(signalling((to) -> to.onError(null)))).isInstanceOf(NullPointerException.class);
	}

	@Test
	void onlyTheFirstSignalCounts() {
		CompletableFuture<Object> future = signalling((to) -> {
			to.onNext(1);
			to.onNext(2);
			to.onError(new IllegalStateException("late"));
			to.onComplete();
		});
		assertThat(future).isCompletedWithValue(1);
		assertThat(this.events).containsExactly("request", "cancel");
	}

	@Test
	void secondSubscriptionIsCancelled() {
		assertThat(signalling((to) -> to.onSubscribe(new Recording()))).isNotDone();
		assertThat(this.events).containsExactly("request", "cancel");
	}

	@Test
	void cancellingTheFutureCancelsTheSubscription() {
		CompletableFuture<Object> future = signalling((to) -> {
		});
		future.thenApply((value) -> value).cancel(true);
		assertThat(this.events).containsExactly("request");
		future.cancel(true);
		future.cancel(true);
		assertThat(this.events).containsExactly("request", "cancel");
		this.subscriber.onNext(1);
		assertThat(future).isCancelled();
	}

	@Test
	void subscriptionThatComesAfterTheCancellationIsCancelled() {
		CompletableFuture<Object> future = subscribe(new Rogue((to) -> this.subscriber = to));
		future.cancel(true);
		this.subscriber.onSubscribe(new Recording());
		assertThat(this.events).containsExactly("cancel");
	}

	@Test
	void publisherIsCancelledWhileItIsSubscribedTo() {
		AtomicReference<Runnable> cancel = new AtomicReference<>();
		List<Integer> values = new ArrayList<>();
		Mono<Void> mono = Flux.range(0, 5).doOnNext(values::add).doOnNext((value) -> cancel.get().run()).then();
		assertThat(ReactiveResults.subscribe(mono, cancel::set)).isCancelled();
		assertThat(values).containsExactly(0);
	}

	@Test
	void threadsThatMustNotBlockDoNotSendReplies() {
		Sinks.One<Integer> sink = Sinks.one();
		CompletableFuture<Boolean> marked = subscribe(sink.asMono().publishOn(Schedulers.parallel()))
			.thenApply((value) -> BrokerThread.isCurrent());
		sink.tryEmitValue(1);
		assertThat(marked.join()).isTrue();
	}

	@Test
	void publisherHasTheContextOfTheFunction() throws Exception {
		CallScope scope = mock(CallScope.class, CALLS_REAL_METHODS);
		Mono<Object> mono = Mono.deferContextual((context) -> Mono.just(context.get(ReactorContext.CALL_SCOPE)));
		assertThat(scope.run(() -> subscribe(mono))).isCompletedWithValue(scope);
		assertThat(ReactorContext.capture().isEmpty()).isTrue();
	}

	private static CompletableFuture<@Nullable Object> subscribe(Object publisher) {
		return ReactiveResults.subscribe(publisher, (cancel) -> {
		});
	}

	private CompletableFuture<@Nullable Object> signalling(Consumer<CoreSubscriber<? super Object>> signals) {
		return subscribe(new Rogue((to) -> {
			this.subscriber = to;
			to.onSubscribe(new Recording());
			signals.accept(to);
		}));
	}

	private static Throwable failure(CompletableFuture<?> future) {
		AtomicReference<Throwable> failure = new AtomicReference<>();
		future.whenComplete((value, ex) -> failure.set(ex));
		return failure.get();
	}

	private final class Recording implements Subscription {

		@Override
		public void request(long count) {
			ReactiveResultsTests.this.events.add("request");
		}

		@Override
		public void cancel() {
			ReactiveResultsTests.this.events.add("cancel");
		}

	}

	/** Violates the rules of Reactive Streams. */
	private static final class Rogue extends Mono<Object> {

		private final Consumer<CoreSubscriber<? super Object>> onSubscribe;

		Rogue(Consumer<CoreSubscriber<? super Object>> onSubscribe) {
			this.onSubscribe = onSubscribe;
		}

		@Override
		public void subscribe(CoreSubscriber<? super Object> subscriber) {
			this.onSubscribe.accept(subscriber);
		}

	}

}
