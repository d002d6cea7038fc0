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
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.client.AmphoraClient;
import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/**
 * Threads that call {@code echo} at a steady rate, and how long each call takes. Every
 * second call blocks, the others are deferred.
 */
final class ValidLoad implements AutoCloseable {

	private static final int THREADS = 4;

	private static final Duration INTERVAL = Duration.ofMillis(10);

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final ScheduledExecutorService callers = Executors.newScheduledThreadPool(THREADS);

	private final AtomicInteger number = new AtomicInteger();

	private final Set<Call> open = ConcurrentHashMap.newKeySet();

	private final Queue<Call> ended = new ConcurrentLinkedQueue<>();

	private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

	private final AmphoraClient client;

	ValidLoad(AmphoraClient client) {
		this.client = client;
		for (int i = 0; i < THREADS; i++) {
			this.callers.scheduleWithFixedDelay(this::makeCalls, i * INTERVAL.toMillis() / THREADS, INTERVAL.toMillis(),
					TimeUnit.MILLISECONDS);
		}
	}

	private void makeCalls() {
		int deferred = this.number.incrementAndGet();
		begin(deferred, this.client.defer("echo", Integer.class, deferred));
		int blocking = this.number.incrementAndGet();
		Call call = new Call(blocking, System.nanoTime(), 0);
		this.open.add(call);
		try {
			end(call, this.client.call("echo", Integer.class, blocking), null);
		}
		catch (RuntimeException ex) {
			end(call, null, ex);
		}
	}

	private void begin(int called, CompletableFuture<Integer> result) {
		Call call = new Call(called, System.nanoTime(), 0);
		this.open.add(call);
		result.whenComplete((value, failure) -> end(call, value, failure));
	}

	private void end(Call call, @Nullable Integer result, @Nullable Throwable failure) {
		this.ended.add(new Call(call.number(), call.begin(), System.nanoTime()));
		this.open.remove(call);
		if (result == null || result != call.number()) {
			this.wrong.add("Call %d: %s, %s".formatted(call.number(), result, failure));
		}
	}

	/** Wait until all calls have ended that are open now, and as many others. */
	void awaitCalls(int further) {
		int until = this.number.get() + further;
		await().atMost(PATIENCE)
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.until(() -> this.open.stream().noneMatch((call) -> call.number() <= until) && this.number.get() > until);
	}

	/** The calls that have ended, each once. */
	@Nullable Call poll() {
		return this.ended.poll();
	}

	/** Calls that did not get their own results. */
	Queue<String> wrong() {
		return this.wrong;
	}

	@Override
	public void close() {
		this.callers.shutdown();
	}

	/**
	 * A valid call.
	 *
	 * @param number its argument and its result
	 * @param begin when it began
	 * @param end when it ended, or 0 if it has not
	 */
	record Call(int number, long begin, long end) {

		Duration took() {
			return Duration.ofNanos(this.end - this.begin);
		}

	}

}
