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
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Calls in all styles, one after the other: some succeed, some are cancelled before they
 * arrive, while they are queued or while they run, and some time out. Their functions
 * take turns, too.
 */
final class CancellationLoad implements AutoCloseable {

	/** How long ids of cancelled calls are remembered. */
	static final Duration TIMEOUT = Duration.ofSeconds(1);

	private static final int THREADS = 4;

	private static final int CALLS = 6;

	private static final int OPEN = 128;

	private static final long INTERVAL_MILLIS = 20;

	private static final int LONGEST_DELAY_MILLIS = 50;

	/** How much later than its timeout a call may end. */
	private static final Duration SLACK = Duration.ofSeconds(1);

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private final ScheduledExecutorService callers = Executors.newScheduledThreadPool(THREADS);

	private final Semaphore room = new Semaphore(OPEN);

	private final AtomicInteger number = new AtomicInteger();

	private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

	private final AmphoraClient client;

	private final FaultMode mode;

	private final FaultLog log;

	CancellationLoad(AmphoraClient client, FaultMode mode, FaultLog log) {
		this.client = client;
		this.mode = mode;
		this.log = log;
	}

	void start() {
		for (int i = 0; i < THREADS; i++) {
			this.callers.scheduleWithFixedDelay(this::makeCalls, i * INTERVAL_MILLIS / THREADS, INTERVAL_MILLIS,
					TimeUnit.MILLISECONDS);
		}
	}

	private void makeCalls() {
		for (int i = 0; i < CALLS && this.room.tryAcquire(); i++) {
			int next = this.number.getAndIncrement();
			CallStyle style = CallStyle.values()[next % CallStyle.values().length];
			int round = next / CallStyle.values().length;
			Fate fate = Fate.values()[round % Fate.values().length];
			List<String> functions = CancelledFunctions.ALL;
			String function = (fate == Fate.SUCCEEDS) ? CancelledFunctions.REPLYING
					: functions.get(round / Fate.values().length % functions.size());
			call(style, fate, function, style + "-" + fate + "-" + function + "-" + next);
		}
	}

	private void call(CallStyle style, Fate fate, String function, String request) {
		Duration timeout = timeout(fate);
		RemoteFunction remote = this.client.function(function).timeout(timeout);
		Stopwatch stopwatch = Stopwatch.start();
		this.log.accepted(request);
		CompletableFuture<String> call = attempt(style, remote, request);
		call.whenComplete((reply, failure) -> {
			if (stopwatch.elapsed().compareTo(timeout.plus(SLACK)) > 0) {
				this.log.overdue(request);
			}
			ended(fate, request, reply, failure);
			this.room.release();
		});
		if (fate == Fate.CANCELLED_AT_ONCE) {
			call.cancel(true);
		}
		else if (fate == Fate.CANCELLED_LATER) {
			this.callers.schedule(() -> call.cancel(true), random(), TimeUnit.MILLISECONDS);
		}
	}

	private Duration timeout(Fate fate) {
		return switch (fate) {
			case SUCCEEDS -> (this.mode == FaultMode.ON_RECEIPT) ? FaultSetup.SHORT : FaultSetup.LONG;
			case TIMES_OUT -> Duration.ofMillis(2 * random());
			default -> TIMEOUT;
		};
	}

	private static long random() {
		return ThreadLocalRandom.current().nextLong(1, LONGEST_DELAY_MILLIS);
	}

	private static CompletableFuture<String> attempt(CallStyle style, RemoteFunction function, String request) {
		try {
			return style.call(function, request);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private void ended(Fate fate, String request, @Nullable String reply, @Nullable Throwable failure) {
		if (failure == null) {
			this.log.replied(request, reply);
			return;
		}
		FaultFailure cause = FaultFailure.of(failure);
		this.log.failed(request, cause);
		if (!fate.failures.contains(cause.type()) && !this.mode.failuresWithoutConnections().contains(cause.type())
				&& !(this.mode == FaultMode.ON_RECEIPT && cause.type().equals("NoResultException"))) {
			this.unexpected.add(request + ": " + cause.text());
		}
	}

	/** Make no more calls, and wait for the ends of those that are open. */
	void finish() {
		this.callers.shutdown();
		try {
			assertThat(this.callers.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
			assertThat(this.room.tryAcquire(OPEN, PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("all calls ended")
				.isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		assertThat(this.unexpected).isEmpty();
	}

	/** Make calls in all styles, and require their replies. */
	static void requireReplies(AmphoraClient client, int count) {
		RemoteFunction function = client.function(CancelledFunctions.REPLYING);
		for (int i = 0; i < count; i++) {
			String request = "afterwards-" + i;
			CallStyle style = CallStyle.values()[i % CallStyle.values().length];
			assertThat(style.call(function, request)).succeedsWithin(PATIENCE).isEqualTo(Ledger.replyFor(request));
		}
	}

	@Override
	public void close() {
		this.callers.shutdownNow();
	}

	/** What becomes of a call, and the exceptions that it may end with. */
	private enum Fate {

		SUCCEEDS(Set.of()),

		/** A busy machine may be slower than the timeout. */
		CANCELLED_AT_ONCE(Set.of("CancellationException", "NoResultException")),

		CANCELLED_LATER(Set.of("CancellationException", "NoResultException")),

		TIMES_OUT(Set.of("NoResultException"));

		private final Set<String> failures;

		Fate(Set<String> failures) {
			this.failures = failures;
		}

	}

}
