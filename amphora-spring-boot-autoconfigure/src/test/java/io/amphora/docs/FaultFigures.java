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

package io.amphora.docs;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one run of a fault counted.
 *
 * @param date when it ran
 * @param version the version of the broker
 * @param fault what broke
 * @param mode how client and server were used
 * @param requests calls and one-way requests that were made
 * @param succeeded calls with a reply, and one-way requests that were confirmed
 * @param failures requests that ended with an exception, by its type
 * @param duplicated requests that the function was run for more than once
 * @param lost requests that never ended, or that were confirmed and not run
 * @param violations requests with an outcome that is not true
 * @param pause the longest time without a reply
 */
public record FaultFigures(LocalDate date, String version, String fault, String mode, int requests, int succeeded,
		Map<String, Long> failures, int duplicated, int lost, int violations, Duration pause) {

	/** The worse of two runs is the greater one. */
	static final Comparator<FaultFigures> BY_HARM = Comparator.comparingInt(FaultFigures::violations)
		.thenComparingInt(FaultFigures::lost)
		.thenComparingLong(FaultFigures::failed)
		.thenComparingInt(FaultFigures::duplicated)
		.thenComparing(FaultFigures::pause);

	/**
	 * Figures of today.
	 * @param version the version of the broker
	 * @param fault what broke
	 * @param mode how client and server were used
	 * @param requests calls and one-way requests that were made
	 * @param succeeded calls with a reply, and one-way requests that were confirmed
	 * @param failures requests that ended with an exception, by its type
	 * @param duplicated requests that the function was run for more than once
	 * @param lost requests that never ended, or that were confirmed and not run
	 * @param violations requests with an outcome that is not true
	 * @param pause the longest time without a reply
	 */
	public FaultFigures(String version, String fault, String mode, int requests, int succeeded,
			Map<String, Long> failures, int duplicated, int lost, int violations, Duration pause) {
		this(LocalDate.now(), version, fault, mode, requests, succeeded, failures, duplicated, lost, violations, pause);
	}

	static FaultFigures parse(String line) {
		String[] cells = line.split("\t", -1);
		return new FaultFigures(LocalDate.parse(cells[0]), cells[1], cells[2], cells[3], Integer.parseInt(cells[4]),
				Integer.parseInt(cells[5]), failures(cells[6]), Integer.parseInt(cells[7]), Integer.parseInt(cells[8]),
				Integer.parseInt(cells[9]), Duration.parse(cells[10]));
	}

	private static Map<String, Long> failures(String cell) {
		return Arrays.stream(cell.split(","))
			.filter((entry) -> !entry.isEmpty())
			.map((entry) -> entry.split("="))
			.collect(Collectors.toMap((entry) -> entry[0], (entry) -> Long.valueOf(entry[1]), Long::sum, TreeMap::new));
	}

	/** The figures as {@link #parse} reads them. */
	String line() {
		String failed = this.failures.entrySet().stream().map(Object::toString).collect(Collectors.joining(","));
		return String.join("\t", this.date.toString(), this.version, this.fault, this.mode,
				Integer.toString(this.requests), Integer.toString(this.succeeded), failed,
				Integer.toString(this.duplicated), Integer.toString(this.lost), Integer.toString(this.violations),
				this.pause.toString());
	}

	/** The release series of the broker. */
	String series() {
		return this.version.replaceFirst("^(\\d+\\.\\d+)\\..*", "$1");
	}

	long failed() {
		return this.failures.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * A row of the table, for which these are the worst figures.
	 * @param modes how many modes the fault has run in
	 * @param least the smallest number of requests in any of them
	 */
	String row(int modes, int least) {
		String failed = this.failures.isEmpty() ? "0"
				: this.failures.entrySet()
					.stream()
					.map((entry) -> "%,d `%s`".formatted(entry.getValue(), entry.getKey()))
					.collect(Collectors.joining(", "));
		return "| %s | %d | %,d | %s | %,d | %,d | %s | %,d | %,d | %,d | %.1f s |".formatted(this.fault, modes, least,
				this.mode, this.requests, this.succeeded, failed, this.duplicated, this.lost, this.violations,
				this.pause.toMillis() / 1000.0);
	}

}
