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

package io.amphora.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallContext;
import io.amphora.CallScope;
import io.amphora.WrongResultException;
import io.amphora.server.execution.BatchAdvice;
import io.amphora.server.execution.Cancellation;
import io.amphora.server.execution.CancelledIds;
import io.amphora.server.execution.HandlerPool;
import io.amphora.server.execution.NestedCallConsumers;
import io.amphora.server.execution.RunTimes;
import io.amphora.server.function.FunctionCall;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.function.FunctionHandler;
import io.amphora.server.interceptor.ServerCall;
import io.amphora.server.interceptor.ServerCallChain;
import io.amphora.server.interceptor.ServerInterceptor;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Delivery;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link FunctionExecutor}.
 */
class FunctionExecutorTests {

	private static final int PREFETCH = 2;

	private final BrokerTransport transport = mock(BrokerTransport.class);

	private final List<Integer> prefetches = new ArrayList<>();

	private final NestedCallConsumers nestedCallConsumers = new NestedCallConsumers(this.transport, PREFETCH,
			this.prefetches::add);

	private final CancelledIds cancelledIds = new CancelledIds((action, delay) -> {
	});

	private final FunctionExecutor executor = new FunctionExecutor(
			new FunctionInvoker(new FunctionRegistry("shop"), List.of()), new HandlerPool("shop", Runnable::run, 4),
			this.nestedCallConsumers, new RunTimes(null, new BatchAdvice()), null, this.cancelledIds, null);

	private final List<CallScope> scopes = new ArrayList<>();

	private final List<Object> outcomes = new ArrayList<>();

	@Test
	void callThatAFunctionLeavesOpenDoesNotCountAfterTheFunction() {
		run(2 * PREFETCH, "done");
		assertThat(this.outcomes).hasSize(2 * PREFETCH).containsOnly("done");
		assertThat(this.prefetches).isEmpty();
		this.scopes.forEach(CallScope::callEnded);
		CompletableFuture<Object> later = new CompletableFuture<>();
		run(PREFETCH, later);
		assertThat(this.prefetches).containsExactly(2 * PREFETCH);
	}

	@Test
	void callOfAFunctionWithAFutureCountsUntilTheFutureCompletes() {
		CompletableFuture<Object> later = new CompletableFuture<>();
		run(PREFETCH, later);
		assertThat(this.prefetches).containsExactly(2 * PREFETCH);
		then(this.transport).should(never()).schedule(any(), any());
		later.complete("done");
		assertThat(this.outcomes).hasSize(PREFETCH).containsOnly("done");
		then(this.transport).should().schedule(any(), any());
		this.scopes.forEach(CallScope::callEnded);
		then(this.transport).should().schedule(any(), any());
	}

	@Test
	void callThatStartsAfterItsFunctionDoesNotCount() {
		run(PREFETCH, "done");
		this.scopes.forEach(CallScope::callEnded);
		this.scopes.forEach(CallScope::callStarted);
		this.scopes.forEach(CallScope::callStarted);
		assertThat(this.prefetches).isEmpty();
	}

	@Test
	void functionRepliesThoughItsNestedCallsCannotBeCounted() {
		CompletableFuture<Object> later = new CompletableFuture<>();
		run(PREFETCH, later);
		willThrow(new RejectedExecutionException("closed")).given(this.transport).schedule(any(), any());
		later.complete("done");
		assertThat(this.outcomes).hasSize(PREFETCH).containsOnly("done");
	}

	@Test
	void functionDoesNotRunIfItsCallIsCancelledAtTheLastMoment() {
		this.cancelledIds.add(List.of("one"), Duration.ofMinutes(1));
		run(1, "done", new BasicProperties.Builder().messageId("one").build());
		assertThat(this.scopes).isEmpty();
		assertThat(this.outcomes).containsExactly(Duration.ZERO);
	}

	@Test
	void functionDoesNotRunIfItsCallIsCancelledWhileInterceptorsRun() {
		ServerInterceptor interceptor = (call, chain) -> {
			cancellation(call.context()).cancelledByCaller();
			return chain.proceed(call);
		};
		run(intercepted(interceptor), (call) -> "own");
		assertThat(this.outcomes).containsExactly(Duration.ZERO);
	}

	@Test
	void futureOfAnInterceptorIsCancelledWithItsCall() {
		CompletableFuture<Object> never = new CompletableFuture<>();
		RequestContext context = run(intercepted((call, chain) -> never), (call) -> "own");
		cancel(context);
		assertThat(never).isCancelled();
		assertThat(this.outcomes).containsExactly(Duration.ZERO);
	}

	@Test
	void callEndsWithTheFutureOfItsFunctionAlsoBehindAnInterceptor() {
		CompletableFuture<Object> own = new CompletableFuture<>() {

			@Override
			public boolean cancel(boolean mayInterruptIfRunning) {
				return false;
			}

		};
		RequestContext context = run(
				intercepted((call, chain) -> ((CompletableFuture<?>) Objects.requireNonNull(chain.proceed(call)))
					.thenApply((value) -> value)),
				(call) -> own);
		cancel(context);
		assertThat(this.outcomes).isEmpty();
		own.complete("late");
		assertThat(this.outcomes).containsExactly("late");
	}

	@Test
	void functionDoesNotRunAfterItsCancelledCallHasEnded() {
		CompletableFuture<Object> permission = new CompletableFuture<>();
		AtomicBoolean ran = new AtomicBoolean();
		RequestContext context = run(intercepted(
				(call, chain) -> permission.thenApply((given) -> proceed(call, chain)).thenApply((result) -> result)),
				(call) -> ran.getAndSet(true));
		context.cancellation().cancel();
		permission.complete("given");
		assertThat(ran).isFalse();
		assertThat(this.outcomes).hasSize(1);
	}

	private static @Nullable Object proceed(ServerCall call, ServerCallChain chain) {
		try {
			return chain.proceed(call);
		}
		catch (Exception ex) {
			throw new CompletionException(ex);
		}
	}

	private static void cancel(RequestContext context) {
		context.cancellation().cancelledByCaller();
		context.cancellation().cancel();
	}

	private FunctionExecutor intercepted(ServerInterceptor interceptor) {
		return new FunctionExecutor(
				new FunctionInvoker(new FunctionRegistry("shop"),
						List.of((interceptors) -> interceptors.add(interceptor))),
				new HandlerPool("shop", Runnable::run, 1), this.nestedCallConsumers,
				new RunTimes(null, new BatchAdvice()), null, this.cancelledIds, null);
	}

	@Test
	void tasksThatCannotBeQueuedAreRefused() {
		HandlerPool pool = mock(HandlerPool.class);
		InternalError failure = new InternalError("on purpose");
		willThrow(failure).given(pool).execute(any(), any(), any());
		willThrow(failure).given(pool).executeBatch(any(), any(), any(), any());
		FunctionExecutor failing = new FunctionExecutor(new FunctionInvoker(new FunctionRegistry("shop"), List.of()),
				pool, this.nestedCallConsumers, new RunTimes(null, new BatchAdvice()), null, this.cancelledIds, null);
		List<Object> refused = new ArrayList<>();
		failing.execute(() -> refused.add("ran"), refused::add, null);
		Delivery part = mock(Delivery.class);
		given(part.batch()).willReturn("batch");
		failing.executeBatch(List.of(part), refused::add, (delivery, ex) -> refused.addAll(List.of(delivery, ex)));
		assertThat(refused).containsExactly(failure, part, failure);
	}

	@Test
	void requestThatRunsOnTheThreadOfAWaitingFunctionIsNotInterruptedWithIt() {
		HandlerPool pool = new HandlerPool("shop", Runnable::run, 1);
		FunctionExecutor single = new FunctionExecutor(new FunctionInvoker(new FunctionRegistry("shop"), List.of()),
				pool, this.nestedCallConsumers, new RunTimes(null, new BatchAdvice()), null, this.cancelledIds, null);
		List<Boolean> interrupted = new ArrayList<>();
		pool.execute(() -> run(single, (call) -> {
			Cancellation cancellation = cancellation(call.context());
			pool.execute(() -> {
				cancellation.cancel();
				interrupted.add(Thread.currentThread().isInterrupted());
			}, (ex) -> interrupted.add(true), null);
			cancellation.beginInterruptible();
			CallScope.current().blocked();
			CallScope.current().unblocked();
			interrupted.add(Thread.interrupted());
			cancellation.endInterruptible();
			return "done";
		}), (ex) -> interrupted.add(true), null);
		assertThat(interrupted).containsExactly(false, true);
	}

	private static Cancellation cancellation(CallContext context) {
		return ((RequestContext) context).cancellation();
	}

	@Test
	void callsOfAFunctionAreCancelledWithItUntilTheyEnd() {
		List<String> cancelled = new ArrayList<>();
		Runnable ended = () -> cancelled.add("ended");
		CompletableFuture<Object> later = new CompletableFuture<>();
		run(1, later);
		RequestScope scope = (RequestScope) this.scopes.get(0);
		scope.addCall(() -> cancelled.add("first"));
		scope.addCall(ended);
		scope.removeCall(ended);
		assertThat(scope.context().cancellation().cancelledByCaller()).isTrue();
		scope.context().cancellation().cancel();
		scope.addCall(() -> cancelled.add("later"));
		assertThat(cancelled).containsExactly("first", "later");
		assertThat(later).isCancelled();
		assertThat(this.outcomes).containsExactly(Duration.ZERO);
	}

	@Test
	void callsOfAFunctionWhoseDeadlineHasPassedEndByThemselves() {
		run(1, new CompletableFuture<>());
		RequestScope scope = (RequestScope) this.scopes.get(0);
		AtomicBoolean cancelled = new AtomicBoolean();
		scope.addCall(() -> cancelled.set(true));
		scope.context().cancellation().cancel();
		assertThat(cancelled).isFalse();
	}

	@Test
	void openPublisherKeepsItsSlotButWhileItWaitsForACall() {
		HandlerPool pool = new HandlerPool("shop", Runnable::run, 1);
		FunctionExecutor single = new FunctionExecutor(new FunctionInvoker(new FunctionRegistry("shop"), List.of()),
				pool, this.nestedCallConsumers, new RunTimes(null, new BatchAdvice()), null, this.cancelledIds, null);
		Sinks.One<Object> sink = Sinks.one();
		List<String> ran = new CopyOnWriteArrayList<>();
		pool.execute(() -> run(single, (call) -> {
			this.scopes.add(CallScope.current());
			return sink.asMono();
		}), (ex) -> ran.add("refused"), null);
		pool.execute(() -> ran.add("second"), (ex) -> ran.add("refused"), null);
		assertThat(ran).isEmpty();
		this.scopes.get(0).callStarted();
		await().until(() -> ran.equals(List.of("second")));
		this.scopes.get(0).callEnded();
		pool.execute(() -> ran.add("third"), (ex) -> ran.add("refused"), null);
		assertThat(ran).containsExactly("second");
		sink.tryEmitValue("done");
		assertThat(this.outcomes).containsExactly("done");
		await().until(() -> ran.equals(List.of("second", "third")));
		await().until(pool::isIdle);
	}

	@Test
	void publisherThatInterceptorsReturnIsSubscribedTo() {
		ServerInterceptor interceptor = (call, chain) -> Mono.just("cached");
		run(intercepted(interceptor), (call) -> "own");
		assertThat(this.outcomes).containsExactly("cached");
	}

	@Test
	void functionThatReturnsAPublisherOfSeveralValuesFails() {
		try (SubmissionPublisher<String> publisher = new SubmissionPublisher<>()) {
			run(1, publisher);
		}
		assertThat(this.outcomes).singleElement()
			.asInstanceOf(InstanceOfAssertFactories.throwable(WrongResultException.class))
			.hasMessage("Function 'f' returned a java.util.concurrent.SubmissionPublisher, which cannot be sent."
					+ " Return a collection, or a reactive type with at most one value, as in Mono<List<Integer>>.");
	}

	@Test
	void functionWhoseResultIsANestedFutureOrPublisherFails() {
		run(1, CompletableFuture.completedFuture(Mono.just(1)));
		run(1, Mono.just(CompletableFuture.completedFuture(1)));
		run(1, Mono.just(Mono.just(1)));
		assertThat(this.outcomes).hasSize(3)
			.allSatisfy((failure) -> assertThat(failure).isInstanceOf(WrongResultException.class)
				.asInstanceOf(InstanceOfAssertFactories.THROWABLE)
				.hasMessageStartingWith("Function 'f' returned a future or publisher of a ")
				.hasMessageEndingWith(
						", which cannot be sent. Use 'thenCompose' or 'flatMap' instead of 'thenApply' or 'map'."));
	}

	@Test
	void failureToReportTheOutcomeIsReportedInstead() {
		RequestContext context = context(new BasicProperties());
		IllegalStateException failure = new IllegalStateException("on purpose");
		FunctionExecutor.Outcome outcome = mock(FunctionExecutor.Outcome.class);
		willThrow(failure).given(outcome).returned("done", context);
		this.executor.run(new FunctionDefinition("f", (call) -> CompletableFuture.completedFuture("done")),
				new FunctionCall(context, List.of(), Map.of()), outcome);
		then(outcome).should().threw(failure, context);
		then(outcome).should().returned("done", context);
		then(outcome).shouldHaveNoMoreInteractions();
	}

	private void run(int count, Object result) {
		run(count, result, new BasicProperties());
	}

	private void run(int count, Object result, BasicProperties properties) {
		for (int i = 0; i < count; i++) {
			run(this.executor, (call) -> {
				CallScope scope = CallScope.current();
				scope.callStarted();
				this.scopes.add(scope);
				return result;
			}, properties);
		}
	}

	private RequestContext run(FunctionExecutor by, FunctionHandler handler) {
		return run(by, handler, new BasicProperties());
	}

	private RequestContext run(FunctionExecutor by, FunctionHandler handler, BasicProperties properties) {
		RequestContext context = context(properties);
		by.run(new FunctionDefinition("f", handler), new FunctionCall(context, List.of(), Map.of()), new Outcomes());
		return context;
	}

	private static RequestContext context(BasicProperties properties) {
		Delivery delivery = mock(Delivery.class);
		given(delivery.properties()).willReturn(properties);
		return new RequestContext("shop", "f", delivery);
	}

	private final class Outcomes implements FunctionExecutor.Outcome {

		@Override
		public void returned(@Nullable Object value, RequestContext context) {
			FunctionExecutorTests.this.outcomes.add(value);
		}

		@Override
		public void threw(Throwable failure, RequestContext context) {
			FunctionExecutorTests.this.outcomes.add(failure);
		}

		@Override
		public void cancelled(RequestContext context, @Nullable Duration maxRunTime) {
			FunctionExecutorTests.this.outcomes.add(Duration.ZERO);
		}

	}

}
