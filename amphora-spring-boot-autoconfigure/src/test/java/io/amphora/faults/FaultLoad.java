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

package io.amphora.faults;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Eight threads that call {@code work}, and send it one-way requests, at a steady rate.
 * Some calls block and others are deferred, so that many are open when a fault strikes.
 */
final class FaultLoad implements AutoCloseable {

	static final String FUNCTION = "work";

	/** How many requests are open at most. */
	static final int OPEN = 128;

	private static final int THREADS = 8;

	private static final int DEFERRED = 3;

	private static final Duration INTERVAL = Duration.ofMillis(20);

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	/** How much later than its timeout a call may end. */
	private static final Duration SLACK = Duration.ofSeconds(1);

	private final ScheduledExecutorService callers = Executors.newScheduledThreadPool(THREADS);

	private final Semaphore room = new Semaphore(OPEN);

	private final AtomicInteger number = new AtomicInteger();

	private final FaultLog log;

	private final RemoteFunction work;

	private final String prefix;

	private final Duration timeout;

	FaultLoad(AmphoraClient client, FaultLog log, String prefix, Duration timeout) {
		this.log = log;
		this.work = client.function(FUNCTION).timeout(timeout);
		this.prefix = prefix;
		this.timeout = timeout;
		for (int i = 0; i < THREADS; i++) {
			this.callers.scheduleWithFixedDelay(this::makeRequests, i * INTERVAL.toMillis() / THREADS,
					INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	private void makeRequests() {
		for (int i = 0; i < DEFERRED; i++) {
			call((request) -> this.work.defer(String.class, request));
		}
		if (this.room.tryAcquire()) {
			String request = nextRequest();
			watch(request, () -> this.work.send(request), (nothing) -> this.log.confirmed(request));
		}
		call((request) -> CompletableFuture.completedFuture(this.work.call(String.class, request)));
	}

	private void call(Call call) {
		if (this.room.tryAcquire()) {
			String request = nextRequest();
			watch(request, () -> call.make(request), (reply) -> this.log.replied(request, reply));
		}
	}

	private String nextRequest() {
		return this.prefix + this.number.incrementAndGet();
	}

	private <T extends @Nullable Object> void watch(String request, Supplier<CompletableFuture<T>> make,
			Success<T> success) {
		Stopwatch stopwatch = Stopwatch.start();
		this.log.accepted(request);
		attempt(make).whenComplete((value, failure) -> {
			if (stopwatch.elapsed().compareTo(this.timeout.plus(SLACK)) > 0) {
				this.log.overdue(request);
			}
			if (failure == null) {
				success.accept(value);
			}
			else {
				this.log.failed(request, FaultFailure.of(failure));
			}
			this.room.release();
		});
	}

	private static <T extends @Nullable Object> CompletableFuture<T> attempt(Supplier<CompletableFuture<T>> make) {
		try {
			return make.get();
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/** Make no more requests, and wait for the ends of those that are open. */
	void finish() {
		this.callers.shutdown();
		try {
			assertThat(this.callers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			assertThat(this.room.tryAcquire(OPEN, PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("all requests ended")
				.isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		this.callers.shutdownNow();
	}

	@FunctionalInterface
	private interface Call {

		CompletableFuture<@Nullable String> make(String request);

	}

	@FunctionalInterface
	private interface Success<T extends @Nullable Object> {

		void accept(T value);

	}

}
