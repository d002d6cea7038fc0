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

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.amphora.benchmark.load.Conditions;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/**
 * What the parts cost, as text for a page.
 *
 * @param results what was measured
 * @param loadBefore the machine's load average before
 * @param loadAfter the machine's load average afterwards
 */
record MicroReport(Collection<RunResult> results, double loadBefore, double loadAfter) {

	private static final List<String> JSON = List.of("writeCall", "readCall", "writeResult", "readResult");

	private static final double MAX_NANOS = 3000;

	private static final double MAX_BYTES = 2048;

	String text() {
		return conditions() + "\n" + own() + "\n" + json();
	}

	private String conditions() {
		BenchmarkParams first = this.results.iterator().next().getParams();
		return String.format(Locale.ROOT, """
				- %s, Java %s
				- %d processes of %d times %s each, after %d times to warm up; mean, with 99.9 %% confidence
				- load average before: %.1f, afterwards: %.1f
				""", Conditions.machine(), Runtime.version(), first.getForks(), first.getMeasurement().getCount(),
				first.getMeasurement().getTime(), first.getWarmup().getCount(), this.loadBefore, this.loadAfter);
	}

	private String own() {
		StringBuilder table = new StringBuilder("| | time | memory |\n|---|---|---|\n");
		row(table, "client, from `defer` to the result", "defer");
		row(table, "server, from the delivery to the acknowledgement", "dispatch");
		row(table, "of both, the Java client's objects that describe messages", "objects");
		if (Stream.of("defer", "dispatch", "objects").allMatch((operation) -> find(operation).isPresent())) {
			table.append(sum());
		}
		row(table, "not included: a thread that wakes another one, and back", "handOff");
		return table.toString();
	}

	private void row(StringBuilder table, String title, String operation) {
		find(operation).ifPresent((result) -> table
			.append(String.format(Locale.ROOT, "| %s | %s | %,.0f B |%n", title, time(result), bytes(result))));
	}

	private String sum() {
		double nanos = sum((result) -> result.getPrimaryResult().getScore());
		double bytes = sum(MicroReport::bytes);
		return String.format(Locale.ROOT,
				"| **both, beside JSON and the Java client**; bar: %,.0f ns, %,.0f B | %,.0f ns, %s | %,.0f B, %s |%n",
				MAX_NANOS, MAX_BYTES, nanos, (nanos < MAX_NANOS) ? "reached" : "missed", bytes,
				(bytes < MAX_BYTES) ? "reached" : "missed");
	}

	private double sum(ToDoubleFunction<RunResult> figure) {
		return figure.applyAsDouble(find("defer").orElseThrow()) + figure.applyAsDouble(find("dispatch").orElseThrow())
				- figure.applyAsDouble(find("objects").orElseThrow());
	}

	private String json() {
		StringBuilder table = new StringBuilder(
				"| JSON | Jackson 2, 40 B | Jackson 3, 40 B | Jackson 2, 4 KB | Jackson 3, 4 KB |\n|---|---|---|---|---|\n");
		for (String operation : JSON) {
			if (find(operation).isPresent()) {
				table.append("| `").append(operation).append('`');
				Stream.of("40", "4096")
					.flatMap((size) -> Stream.of("2", "3").map((jackson) -> cell(operation, jackson, size)))
					.forEach((cell) -> table.append(" | ").append(cell));
				table.append(" |\n");
			}
		}
		return table.toString();
	}

	private String cell(String operation, String jackson, String size) {
		return all(operation).filter((result) -> result.getParams().getParam("jackson").equals(jackson))
			.filter((result) -> result.getParams().getParam("size").equals(size))
			.findFirst()
			.map((result) -> time(result) + String.format(Locale.ROOT, ", %,.0f B", bytes(result)))
			.orElse("");
	}

	private Optional<RunResult> find(String operation) {
		return all(operation).findFirst();
	}

	private Stream<RunResult> all(String operation) {
		return this.results.stream().filter((result) -> result.getPrimaryResult().getLabel().equals(operation));
	}

	private static String time(RunResult result) {
		return String.format(Locale.ROOT, "%,.0f ± %,.0f ns", result.getPrimaryResult().getScore(),
				result.getPrimaryResult().getScoreError());
	}

	private static double bytes(RunResult result) {
		return result.getSecondaryResults()
			.keySet()
			.stream()
			.filter((name) -> name.endsWith("gc.alloc.rate.norm"))
			.mapToDouble((name) -> result.getSecondaryResults().get(name).getScore())
			.findFirst()
			.orElse(Double.NaN);
	}

}
