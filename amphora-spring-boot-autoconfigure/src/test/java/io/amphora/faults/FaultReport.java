package io.amphora.faults;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What became of the requests that were made while something broke.
 *
 * @param fault what broke
 * @param accepted requests that a client took
 * @param executed requests that the function was run for
 * @param answered requests that got their own answer
 * @param failures requests that ended with an exception, by its type
 * @param duplicated requests that the function was run for more than once
 * @param wrong requests that got an answer that was not theirs
 * @param lost requests that got neither an answer nor an exception
 * @param overdue requests whose caller waited for longer than the timeout
 * @param untruthful requests whose exception says that the function has not run, though
 * it has
 * @param longestPause the longest time without any answer
 */
record FaultReport(String fault, int accepted, int executed, int answered, Map<String, Long> failures, int duplicated,
		int wrong, int lost, int overdue, int untruthful, Duration longestPause) {

	/** What no fault whatever may do. */
	void requireTruth() {
		assertThat(this.accepted).as("accepted").isPositive();
		assertThat(this.wrong).as("wrong answers").isZero();
		assertThat(this.lost).as("neither answered nor failed").isZero();
		assertThat(this.overdue).as("waited for longer than the timeout").isZero();
		assertThat(this.untruthful).as("run, though the exception says it was not").isZero();
		assertThat(this.answered + failed()).as("answered or failed").isEqualTo(this.accepted);
	}

	/** Each request was answered. */
	FaultReport requireAnswers() {
		requireTruth();
		assertThat(this.failures).as(toString()).isEmpty();
		return this;
	}

	/** Each request was answered, or ended with one of these exceptions. */
	FaultReport requireAnswersOr(Set<String> exceptions) {
		requireTruth();
		assertThat(exceptions).as(toString()).containsAll(this.failures.keySet());
		return this;
	}

	FaultReport requireNoDuplicates() {
		assertThat(this.duplicated).as("run more than once").isZero();
		return this;
	}

	long failed() {
		return this.failures.values().stream().mapToLong(Long::longValue).sum();
	}

	/** A row of the table in docs/guarantees.md. */
	String row() {
		String failed = this.failures.isEmpty() ? "0"
				: this.failures.entrySet()
					.stream()
					.map((entry) -> "%,d `%s`".formatted(entry.getValue(), entry.getKey()))
					.collect(Collectors.joining(", "));
		return "| %s | %,d | %,d | %,d | %s | %,d | %,d | %,d | %.1f s |".formatted(this.fault, this.accepted,
				this.executed, this.answered, failed, this.duplicated, this.wrong, this.lost,
				this.longestPause.toMillis() / 1000.0);
	}

}
