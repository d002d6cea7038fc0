package io.amphora.faults;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.amphora.AmphoraException;
import org.jspecify.annotations.Nullable;

/**
 * What became of each request. Thread-safe.
 */
final class Ledger {

	private final ConcurrentMap<String, Entry> entries = new ConcurrentHashMap<>();

	private final AtomicInteger answered = new AtomicInteger();

	private final AtomicLong lastAnswer = new AtomicLong(System.nanoTime());

	private final AtomicLong longestPause = new AtomicLong();

	/** The answer that a request shall get. */
	static String answerTo(String request) {
		return "answer to " + request;
	}

	void accepted(String request) {
		entry(request).accepted = true;
	}

	void executed(String request) {
		entry(request).executions.incrementAndGet();
	}

	void answered(String request, @Nullable String answer) {
		entry(request).correct = answerTo(request).equals(answer);
		entry(request).ended = true;
		long now = System.nanoTime();
		long pause = now - this.lastAnswer.getAndSet(now);
		this.longestPause.accumulateAndGet(pause, Math::max);
		this.answered.incrementAndGet();
	}

	void failed(String request, AmphoraException failure, boolean overdue) {
		Entry entry = entry(request);
		entry.failure = failure;
		entry.overdue = overdue;
		entry.ended = true;
	}

	int answered() {
		return this.answered.get();
	}

	FaultReport report(String fault) {
		return new FaultReport(fault, count((entry) -> entry.accepted), count((entry) -> entry.executions.get() > 0),
				count((entry) -> entry.ended && entry.failure == null && entry.correct), failures(),
				count((entry) -> entry.executions.get() > 1),
				count((entry) -> entry.ended && entry.failure == null && !entry.correct),
				count((entry) -> entry.accepted && !entry.ended), count((entry) -> entry.overdue),
				count(Entry::untruthful), Duration.ofNanos(this.longestPause.get()));
	}

	private int count(Predicate<Entry> predicate) {
		return (int) this.entries.values().stream().filter(predicate).count();
	}

	private Map<String, Long> failures() {
		return this.entries.values()
			.stream()
			.filter((entry) -> entry.failure != null)
			.collect(Collectors.groupingBy((entry) -> entry.failure.getClass().getSimpleName(), TreeMap::new,
					Collectors.counting()));
	}

	private Entry entry(String request) {
		return this.entries.computeIfAbsent(request, (key) -> new Entry());
	}

	private static final class Entry {

		private final AtomicInteger executions = new AtomicInteger();

		private volatile boolean accepted;

		private volatile boolean ended;

		private volatile boolean correct;

		private volatile boolean overdue;

		private volatile @Nullable AmphoraException failure;

		/** Whether the caller was told that the function has not run, and it has. */
		boolean untruthful() {
			AmphoraException told = this.failure;
			return told != null && this.executions.get() > 0 && Truth.deniesExecution(told);
		}

	}

}
