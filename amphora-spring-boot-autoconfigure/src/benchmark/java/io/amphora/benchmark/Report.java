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

package io.amphora.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.amphora.benchmark.load.Body;
import io.amphora.benchmark.load.Conditions;

/**
 * The results, as text for a page.
 *
 * @param results what was measured
 * @param conditions under which circumstances
 */
record Report(Results results, Conditions conditions) {

	private static final List<Integer> IN_FLIGHT = List.of(1, 32, 256, 2000);

	private static final Set<String> SUMMARY = Set.of("amphora", "amphora-batching", "amphora-single",
			"amphora-transient", "amphora-direct", "bare", "template-confirms-json", "async-template-json", "grpc", "http");

	static String line(int round, Sample sample) {
		Usage usage = sample.usage();
		return String.format(Locale.ROOT,
				"%d %-28s %4d x %6s%s: %6.0f/s, p50 %6.0f p99 %6.0f p99.9 %6.0f µs, CPU %3.0f + %3.0f + %3.0f µs,"
						+ " %6.0f + %6.0f B, %.1f waits, %d failed",
				round, sample.cell().contender().key(), sample.cell().inFlight(), sample.cell().body().sizeText(),
				(sample.cell().beside() != null) ? " beside " + sample.cell().beside().sizeText() : "",
				sample.rate(), sample.p50(), sample.p99(), sample.p999(), sample.perCall(usage.clientCpu()) / 1e3,
				sample.perCall(usage.serverCpu()) / 1e3, sample.perCall(usage.brokerCpu()) / 1e3,
				sample.perCall(usage.clientBytes()), sample.perCall(usage.serverBytes()),
				sample.perCall(usage.switches()), sample.failures());
	}

	String text() {
		return this.conditions.text() + "\n### Bars\n\n" + bars() + "\n### Calls per second\n\n" + rates()
				+ "\n### Latency\n\n" + latencies() + "\n### What a call costs\n\n" + costs() + "\n### Large bodies\n\n"
				+ large();
	}

	/** The most important figures, for readers who do not want all of them. */
	String summary() {
		StringBuilder table = new StringBuilder("| | 1 | 32 | 256 |\n|---|---|---|---|\n");
		contenders().stream()
			.filter((contender) -> SUMMARY.contains(contender.key()))
			.forEach((contender) -> table.append(row(contender, IN_FLIGHT.subList(0, 3), this::rateAndLatency)));
		return this.conditions.text() + "\n" + table;
	}

	private String rateAndLatency(Cell cell) {
		double millis = this.results.median(cell, Sample::p50) / 1e3;
		return String.format(Locale.ROOT, (millis < 1) ? "%,.0f/s, %.2f ms" : "%,.0f/s, %.1f ms",
				this.results.median(cell, Sample::rate), millis);
	}

	String bars() {
		StringBuilder table = new StringBuilder("| Amphora | bar | measured | |\n|---|---|---|---|\n");
		Bars.ALL.forEach((bar) -> bar.row(this.results).ifPresent((row) -> table.append(row).append('\n')));
		bareBesideLarge().ifPresent((ratio) -> table
			.append(String.format(Locale.ROOT, "| for comparison: the same of the bare client | | %.2f | |%n", ratio)));
		this.results.cells()
			.stream()
			.filter((cell) -> this.results.failures(cell) > 0)
			.forEach((cell) -> table.append(failures(cell)));
		return table.toString();
	}

	/** How much large calls delay small ones of the bare client. */
	private Optional<Double> bareBesideLarge() {
		CellKey alone = CellKey.small("bare", Contenders.LARGE_IN_FLIGHT);
		return this.results.ratio(this.results.cell(new CellKey("bare", alone.inFlight(), alone.bodySize(), true)),
				this.results.cell(alone), Sample::p99);
	}

	private String failures(Cell cell) {
		return String.format(Locale.ROOT, "| failed calls, %s, %d in flight, %s | 0 | %d | missed |%n",
				cell.contender().title(), cell.inFlight(), cell.body().sizeText(), this.results.failures(cell));
	}

	private String rates() {
		return "With 40 bytes in each direction: median (lowest to highest) of the rounds, by calls in flight.\n\n"
				+ table("| | 1 | 32 | 256 | 2000 |\n|---|---|---|---|---|\n", IN_FLIGHT, this::rate);
	}

	private String rate(Cell cell) {
		long failures = this.results.failures(cell);
		return String.format(Locale.ROOT, "%,.0f (%,.0f to %,.0f)%s", this.results.median(cell, Sample::rate),
				this.results.lowest(cell, Sample::rate), this.results.highest(cell, Sample::rate),
				(failures > 0) ? ", " + failures + " failed" : "");
	}

	private String latencies() {
		return "p50 / p99 / p99.9 in microseconds, by calls in flight.\n\n"
				+ table("| | 1 | 32 | 256 | 2000 |\n|---|---|---|---|---|\n", IN_FLIGHT,
						(cell) -> String.format(Locale.ROOT, "%,.0f / %,.0f / %,.0f",
								this.results.median(cell, Sample::p50), this.results.median(cell, Sample::p99),
								this.results.median(cell, Sample::p999)));
	}

	private String costs() {
		return """
				CPU time of client, server and broker in microseconds, bytes that client and server allocate, and how often a
				thread of the two waits, all per call, by calls in flight.

				"""
				+ table("| | 1 | 32 | 256 |\n|---|---|---|---|\n", IN_FLIGHT.subList(0, 3), this::cost);
	}

	private String cost(Cell cell) {
		return String.format(Locale.ROOT, "%.0f + %.0f + %.0f µs, %,.0f + %,.0f B, %.1f",
				this.results.median(cell, (sample) -> sample.perCall(sample.usage().clientCpu()) / 1e3),
				this.results.median(cell, (sample) -> sample.perCall(sample.usage().serverCpu()) / 1e3),
				this.results.median(cell, (sample) -> sample.perCall(sample.usage().brokerCpu()) / 1e3),
				this.results.median(cell, (sample) -> sample.perCall(sample.usage().clientBytes())),
				this.results.median(cell, (sample) -> sample.perCall(sample.usage().serverBytes())),
				this.results.median(cell, (sample) -> sample.perCall(sample.usage().switches())));
	}

	private String large() {
		StringBuilder table = new StringBuilder(
				"Calls per second with 32 in flight.\n\n| | 4 KB | 256 KB | 4 MB |\n|---|---|---|---|\n");
		this.results.cells()
			.stream()
			.filter((cell) -> cell.body() != Body.SMALL)
			.map(Cell::contender)
			.distinct()
			.forEach((contender) -> table.append(largeRow(contender)));
		return table.toString();
	}

	private String largeRow(Contender contender) {
		StringBuilder row = new StringBuilder("| ").append(contender.title());
		for (Body body : Contenders.LARGE) {
			Optional<Cell> cell = this.results
				.cell(new CellKey(contender.key(), Contenders.LARGE_IN_FLIGHT, body.size(), false));
			row.append(" | ").append(cell.map(this::rate).orElse(""));
		}
		return row.append(" |\n").toString();
	}

	private String table(String head, List<Integer> columns, Function<Cell, String> text) {
		StringBuilder table = new StringBuilder(head);
		for (Contender contender : contenders()) {
			table.append(row(contender, columns, text));
		}
		return table.toString();
	}

	private String row(Contender contender, List<Integer> columns, Function<Cell, String> text) {
		StringBuilder row = new StringBuilder("| ").append(contender.title());
		for (int inFlight : columns) {
			Optional<Cell> cell = this.results.cell(contender.key(), inFlight);
			row.append(" | ").append(cell.map(text).orElse(""));
		}
		return row.append(" |\n").toString();
	}

	private List<Contender> contenders() {
		return this.results.cells().stream().map(Cell::contender).distinct().toList();
	}

}
