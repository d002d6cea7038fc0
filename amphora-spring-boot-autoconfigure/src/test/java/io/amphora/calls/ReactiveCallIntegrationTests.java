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

package io.amphora.calls;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import io.amphora.CallContext;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.client.AmphoraClient;
import io.amphora.reactive.ReactiveFunction;
import io.amphora.server.AmphoraServer;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.interceptor.ServerCall;
import io.amphora.server.interceptor.ServerCallChain;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for calls and functions that are publishers.
 */
@BrokerTest
class ReactiveCallIntegrationTests {

	private static final int CONCURRENCY = 2;

	private final ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final Queue<Sinks.One<Integer>> open = new ConcurrentLinkedQueue<>();

	ReactiveCallIntegrationTests(TestService service) {
		this.executor.setCorePoolSize(CONCURRENCY);
		this.executor.setRejectedExecutionHandler(new ThreadPoolExecutor.AbortPolicy());
		this.executor.initialize();
		service.closeLater(this.executor::shutdown);
		this.server = service.server((builder) -> builder.concurrency(CONCURRENCY)
			.executor(this.executor)
			.interceptor(ReactiveCallIntegrationTests::intercept));
		this.server.addFunction("add", (call) -> Mono.just(call.argument(0, int.class) + call.argument(1, int.class)));
		this.server.addFunction("open", (call) -> {
			Sinks.One<Integer> sink = Sinks.one();
			this.open.add(sink);
			return sink.asMono();
		});
		this.server.serve().join();
		this.client = service.client();
		this.client.serve().join();
	}

	@Test
	void eachSubscriptionIsACall() {
		Mono<Integer> sum = function("add").call(int.class, 2, 3);
		assertThat(this.client.statistics().replies()).isZero();
		assertThat(sum.block(PATIENCE)).isEqualTo(5);
		assertThat(sum.block(PATIENCE)).isEqualTo(5);
		assertThat(function("add").send(2, 3).block(PATIENCE)).isNull();
		assertThat(this.client.statistics().replies()).isEqualTo(2);
	}

	@Test
	void failuresOfPublishersReachTheCaller() {
		this.server.addFunction("fail", (call) -> Mono.delay(Duration.ofMillis(1)).map((tick) -> {
			throw new RemoteException("ValueError", "x");
		}));
		assertThatExceptionOfType(RemoteException.class)
			.isThrownBy(() -> function("fail").call(int.class).block(PATIENCE))
			.satisfies((ex) -> assertThat(ex.args()).containsExactly("x"));
		this.server.addFunction("several", (call) -> Flux.just(1, 2));
		assertThatExceptionOfType(RemoteException.class)
			.isThrownBy(() -> function("several").call(int.class).block(PATIENCE))
			.satisfies((ex) -> assertThat(ex.errorType()).isEqualTo("WrongResultException"));
	}

	@Test
	void openPublishersOccupyTheConcurrencyButNoThread() {
		Flux<Integer> results = Flux.range(0, 2 * CONCURRENCY).flatMap((i) -> function("open").call(int.class)).cache();
		Disposable subscription = results.subscribe();
		for (int i = 1; i <= 2 * CONCURRENCY; i++) {
			int started = Math.min(CONCURRENCY + i - 1, 2 * CONCURRENCY);
			await().atMost(PATIENCE).until(() -> this.server.statistics().handled() == started);
			await().atMost(PATIENCE).until(() -> this.executor.getActiveCount() == 0);
			assertThat(this.server.statistics().handled()).isEqualTo(started);
			this.open.remove().tryEmitValue(i);
		}
		assertThat(results.collectList().block(PATIENCE)).containsExactlyInAnyOrder(1, 2, 3, 4);
		subscription.dispose();
	}

	@Test
	void publisherThatWaitsForACallFreesItsSlot() {
		this.server.addFunction("faculty", (call) -> {
			int n = call.argument(0, int.class);
			return (n <= 1) ? Mono.just(1L) : function("faculty").call(Long.class, n - 1).map((below) -> n * below);
		});
		this.server.addFunction("later_faculty", (call) -> {
			int n = call.argument(0, int.class);
			return (n <= 1) ? Mono.just(1L)
					: Mono.delay(Duration.ofMillis(1))
						.flatMap((tick) -> function("later_faculty").call(Long.class, n - 1))
						.map((below) -> n * below);
		});
		assertThat(function("faculty").call(Long.class, 20).block(PATIENCE)).isEqualTo(2432902008176640000L);
		assertThat(function("later_faculty").call(Long.class, 20).block(PATIENCE)).isEqualTo(2432902008176640000L);
	}

	@Test
	void publisherIsCancelledWithItsCall() {
		AtomicBoolean cancelled = new AtomicBoolean();
		this.server
			.addFunction(new FunctionDefinition("never", (call) -> Mono.never().doOnCancel(() -> cancelled.set(true)))
				.maxRunTime(Duration.ofMillis(1)));
		assertThatExceptionOfType(NoResultException.class).isThrownBy(
				() -> this.client.function("never").timeout(Duration.ofMillis(300)).reactive().call(int.class).block());
		await().atMost(PATIENCE).untilTrue(cancelled);
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		assertThat(this.server.statistics().expired()).isEqualTo(1);
		assertThat(function("add").call(int.class, 2, 3).block(PATIENCE)).isEqualTo(5);
	}

	@Test
	void publisherIsCancelledWhileTheThreadOfItsFunctionRunsIt() {
		AtomicInteger steps = new AtomicInteger();
		this.server.addFunction("steps",
				(call) -> Flux.range(0, 1000)
					.doOnNext((step) -> LockSupport.parkNanos(1_000_000))
					.doOnNext(steps::set)
					.then());
		Disposable subscription = function("steps").call(void.class).subscribe();
		await().atMost(PATIENCE).until(() -> steps.get() > 0);
		subscription.dispose();
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
		assertThat(steps).hasValueLessThan(999);
	}

	@Test
	void deadlineTravelsThroughTheContextOfReactor() {
		this.server.addFunction("remaining", (call) -> call.context().remaining().toSeconds());
		this.server.addFunction("nested",
				(call) -> Mono.just(1)
					.publishOn(Schedulers.parallel())
					.doOnNext((one) -> assertThat(CallContext.current()).isNull())
					.flatMap((one) -> function("remaining").call(long.class)));
		assertThat(this.client.function("nested").timeout(Duration.ofSeconds(20)).reactive().call(long.class).block())
			.isLessThan(20);
	}

	@Test
	void manyOpenCallsNeedNoMoreThreadsThanAFewOnes() {
		this.server.stop();
		Disposable.Composite calls = Disposables.composite();
		IntStream.range(0, 10).forEach((i) -> calls.add(function("add").call(int.class, i, 1).subscribe()));
		await().atMost(PATIENCE).until(() -> this.client.statistics().held() == 0);
		List<String> before = threads();
		IntStream.range(10, 10_000).forEach((i) -> calls.add(function("add").call(int.class, i, 1).subscribe()));
		assertThat(this.client.statistics().pending()).isEqualTo(10_000);
		assertThat(threads()).hasSizeLessThanOrEqualTo(before.size());
		calls.dispose();
		assertThat(this.client.statistics().pending()).isZero();
		await().atMost(PATIENCE).until(() -> this.client.statistics().held() == 0);
	}

	private ReactiveFunction function(String name) {
		return this.client.function(name).reactive();
	}

	private static List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("amphora-") || name.startsWith("parallel-"))
			.sorted()
			.toList();
	}

	/** Return a future that is derived from that of the function. */
	private static @Nullable Object intercept(ServerCall call, ServerCallChain chain) throws Exception {
		Object returned = chain.proceed(call);
		return (returned instanceof CompletableFuture<?> future) ? future.thenApply((value) -> value) : returned;
	}

}
