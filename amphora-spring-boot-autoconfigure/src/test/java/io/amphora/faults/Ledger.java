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

	private final AtomicInteger answered = new AtomicInteger();

	private final AtomicLong lastAnswer = new AtomicLong(System.nanoTime());

	private final AtomicLong longestPause = new AtomicLong();

	/** The answer that a request shall get. */
	static String answerTo(String request) {
		return "answer to " + request;
	}

	@Override
	public void accepted(String request) {
		entry(request).accepted = true;
	}

	void executed(String request) {
		entry(request).executions.incrementAndGet();
	}

	@Override
	public void answered(String request, @Nullable String answer) {
		entry(request).answer = String.valueOf(answer);
		long now = System.nanoTime();
		long pause = now - this.lastAnswer.getAndSet(now);
		this.longestPause.accumulateAndGet(pause, Math::max);
		this.answered.incrementAndGet();
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

	int answered() {
		return this.answered.get();
	}

	/** Wait for further answers. */
	void awaitAnswers(int count) {
		int before = answered();
		await().atMost(PATIENCE).until(() -> answered() >= before + count);
	}

	boolean confirmedHaveRun() {
		return count(Entry::confirmedButNotRun) == 0;
	}

	FaultReport report(String fault, FaultMode mode) {
		return new FaultReport(fault, mode, count((entry) -> entry.accepted), count((entry) -> entry.ran() > 0),
				count((entry) -> entry.answer != null), count((entry) -> entry.confirmed), failures(),
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

		private volatile @Nullable String answer;

		private volatile @Nullable FaultFailure failure;

		private Entry(String request) {
			this.request = request;
		}

		private int ran() {
			return this.executions.get();
		}

		private boolean ended() {
			return this.answer != null || this.confirmed || this.failure != null;
		}

		private boolean confirmedButNotRun() {
			return this.confirmed && ran() == 0;
		}

		private boolean violated() {
			FaultFailure failed = this.failure;
			return this.overdue || (this.answer != null && (ran() == 0 || !answerTo(this.request).equals(this.answer)))
					|| (failed != null && !failed.claim().isConsistentWith(ran()));
		}

		private String describe() {
			return "ran %d times, answer %s, failure %s%s".formatted(ran(), this.answer, this.failure,
					this.overdue ? ", later than its timeout" : "");
		}

	}

}
