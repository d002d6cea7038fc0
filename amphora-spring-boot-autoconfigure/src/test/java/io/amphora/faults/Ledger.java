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
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/**
 * The fate of each request. Thread-safe.
 */
final class Ledger implements FaultLog {

	private static final Duration PATIENCE = Duration.ofMinutes(3);

	private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();

	private final AtomicInteger replied = new AtomicInteger();

	private final AtomicLong lastReply = new AtomicLong(System.nanoTime());

	private final AtomicLong longestPause = new AtomicLong();

	/** The reply that a request shall get. */
	static String replyFor(String request) {
		return "reply to " + request;
	}

	@Override
	public void accepted(String request) {
		entry(request).accepted = true;
	}

	void executed(String request) {
		entry(request).executions.incrementAndGet();
	}

	@Override
	public void replied(String request, @Nullable String reply) {
		entry(request).reply = String.valueOf(reply);
		long now = System.nanoTime();
		long pause = now - this.lastReply.getAndSet(now);
		this.longestPause.accumulateAndGet(pause, Math::max);
		this.replied.incrementAndGet();
	}

	@Override
	public void confirmed(String request) {
		entry(request).confirmed = true;
	}

	@Override
	public void failed(String request, FaultFailure failure) {
		entry(request).failure = failure;
	}

	@Override
	public void overdue(String request) {
		entry(request).overdue = true;
	}

	int replied() {
		return this.replied.get();
	}

	/** Wait for further replies. */
	void awaitReplies(int count) {
		int before = replied();
		await().atMost(PATIENCE).until(() -> replied() >= before + count);
	}

	boolean confirmedHaveRun() {
		return count(Entry::confirmedButNotRun) == 0;
	}

	FaultReport report(String fault, FaultMode mode) {
		return new FaultReport(fault, mode, count((entry) -> entry.accepted), count((entry) -> entry.ran() > 0),
				count((entry) -> entry.reply != null), count((entry) -> entry.confirmed), failures(),
				count((entry) -> entry.ran() > 1), count((entry) -> entry.accepted && !entry.ended()),
				count(Entry::confirmedButNotRun), violations(), Duration.ofNanos(this.longestPause.get()));
	}

	private int count(Predicate<Entry> predicate) {
		return (int) this.entries.values().stream().filter(predicate).count();
	}

	private Map<String, Long> failures() {
		return this.entries.values()
			.stream()
			.flatMap((entry) -> Stream.ofNullable(entry.failure))
			.collect(Collectors.groupingBy(FaultFailure::type, TreeMap::new, Collectors.counting()));
	}

	private List<String> violations() {
		return this.entries.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().violated())
			.map((entry) -> entry.getKey() + ": " + entry.getValue().describe())
			.sorted()
			.toList();
	}

	private Entry entry(String request) {
		return this.entries.computeIfAbsent(request, Entry::new);
	}

	private static final class Entry {

		private final String request;

		private final AtomicInteger executions = new AtomicInteger();

		private volatile boolean accepted;

		private volatile boolean confirmed;

		private volatile boolean overdue;

		private volatile @Nullable String reply;

		private volatile @Nullable FaultFailure failure;

		private Entry(String request) {
			this.request = request;
		}

		private int ran() {
			return this.executions.get();
		}

		private boolean ended() {
			return this.reply != null || this.confirmed || this.failure != null;
		}

		private boolean confirmedButNotRun() {
			return this.confirmed && ran() == 0;
		}

		private boolean violated() {
			FaultFailure failed = this.failure;
			return this.overdue || (this.reply != null && (ran() == 0 || !replyFor(this.request).equals(this.reply)))
					|| (failed != null && !failed.claim().isConsistentWith(ran()));
		}

		private String describe() {
			return "ran %d times, reply %s, failure %s%s".formatted(ran(), this.reply, this.failure,
					this.overdue ? ", later than its timeout" : "");
		}

	}

}
