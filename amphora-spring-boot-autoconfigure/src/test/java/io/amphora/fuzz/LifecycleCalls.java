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

package io.amphora.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.AmphoraException;
import io.amphora.CallStage;
import io.amphora.NoResultException;
import io.amphora.ReplyLostException;
import io.amphora.StoppedException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;

/**
 * Calls without a pause, and what became of each. Thread-safe.
 */
final class LifecycleCalls {

	static final Duration TIMEOUT = Duration.ofSeconds(15);

	/** Threads may have to wait for a busy machine. */
	private static final Duration SLACK = Duration.ofSeconds(10);

	private static final int OPEN = 200;

	/** By their numbers. */
	private final Map<Integer, Call> calls = new ConcurrentHashMap<>();

	private final AtomicInteger count = new AtomicInteger();

	private final Semaphore room = new Semaphore(OPEN);

	private volatile boolean loading;

	private volatile boolean mayFail;

	/** From now on, calls may fail, but neither run twice nor be reported wrongly. */
	void mayFail() {
		this.mayFail = true;
	}

	void beginLoad() {
		this.loading = true;
	}

	/** Call one function after the other until the load ends. */
	void load(AmphoraClient client) {
		Kind[] kinds = Kind.values();
		for (int i = 0; this.loading; i++) {
			this.room.acquireUninterruptibly();
			call(client, kinds[i % kinds.length]).end.whenComplete((end, failure) -> this.room.release());
		}
	}

	void endLoad() {
		this.loading = false;
	}

	Call call(AmphoraClient client, Kind kind) {
		Call call = add(kind);
		try {
			RemoteFunction function = client.function(kind.name()).timeout(TIMEOUT);
			CompletableFuture<?> end = (kind == Kind.NOTE) ? function.send(call.number)
					: function.defer(Integer.class, call.number);
			end.whenComplete((value, failure) -> call.ended(value, failure));
		}
		catch (AmphoraException ex) {
			call.ended(null, ex);
		}
		return call;
	}

	private Call add(Kind kind) {
		Call call = new Call(kind, this.count.getAndIncrement(), this.mayFail);
		this.calls.put(call.number, call);
		return call;
	}

	/** A function begins to run for a call. */
	void runs(int number, String where) {
		this.calls.get(number).runs.add(where);
	}

	/** What is wrong with calls, those included that have not ended. */
	List<String> faults() {
		List<String> faults = new ArrayList<>();
		this.calls.values().forEach((call) -> {
			String fault = call.fault();
			if (fault != null) {
				faults.add(fault + ": " + call);
			}
		});
		return faults;
	}

	boolean allEnded() {
		return this.calls.values().stream().allMatch((call) -> call.end.isDone());
	}

	/** Whether the function of each call has run that must not fail. */
	boolean allRan() {
		return this.calls.values().stream().allMatch((call) -> call.mayFail || !call.runs.isEmpty());
	}

	/** What is called. */
	enum Kind {

		/** Acknowledged when its reply is sent. */
		ECHO,

		/** Acknowledged on receipt. */
		ONCE,

		/** One-way. */
		NOTE

	}

	/** One call, by its number, which is its argument and its result. */
	static final class Call {

		private final Kind kind;

		private final int number;

		private final boolean mayFail;

		private final long startedAt = System.nanoTime();

		private final List<String> runs = new CopyOnWriteArrayList<>();

		private final CompletableFuture<Void> end = new CompletableFuture<>();

		private volatile long endedAt;

		private volatile Object value;

		private volatile Throwable failure;

		Call(Kind kind, int number, boolean mayFail) {
			this.kind = kind;
			this.number = number;
			this.mayFail = mayFail;
		}

		private void ended(Object newValue, Throwable newFailure) {
			this.endedAt = System.nanoTime();
			this.value = newValue;
			this.failure = (newFailure instanceof CompletionException) ? newFailure.getCause() : newFailure;
			this.end.complete(null);
		}

		String fault() {
			if (!this.end.isDone()) {
				return "not ended";
			}
			if (this.runs.size() > 1) {
				return "ran more than once";
			}
			if (this.endedAt - this.startedAt > TIMEOUT.plus(SLACK).toNanos()) {
				return "ended late";
			}
			return (this.failure != null) ? faultOfFailure() : faultOfResult();
		}

		private String faultOfResult() {
			if (this.kind == Kind.NOTE) {
				return null;
			}
			if (this.runs.isEmpty()) {
				return "reply without a run";
			}
			return Integer.valueOf(this.number).equals(this.value) ? null : "reply is " + this.value;
		}

		private String faultOfFailure() {
			if (!this.mayFail) {
				return "failed";
			}
			if (this.failure instanceof ReplyLostException && this.runs.isEmpty()) {
				return "lost though it did not run";
			}
			if (!(this.failure instanceof NoResultException noResult)) {
				return (this.failure instanceof StoppedException) ? null : "failed otherwise";
			}
			boolean held = noResult.report() != null && noResult.report().stage() == CallStage.HELD;
			return (held && !this.runs.isEmpty()) ? "said not to have run" : null;
		}

		@Override
		public String toString() {
			return "%s %d, run by %s, failure %s".formatted(this.kind, this.number, this.runs, this.failure);
		}

	}

}
