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

package io.amphora.benchmark.batching;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

/**
 * All rounds with one number of calls in flight.
 *
 * @param inFlight the calls in flight
 * @param on the rounds with batching
 * @param off the rounds without batching, in the same order
 */
record Step(int inFlight, List<Round> on, List<Round> off) {

	static final String HEAD = """
			| in flight | figure | batching | without | ratio | 95 % interval | bar | |
			|---|---|---|---|---|---|---|---|
			""";

	private static final Limit P99 = Limit.atMost(1.10);

	String rows() {
		boolean single = this.inFlight == 1;
		return row("calls/s", Round::rate, single ? null : Limit.atLeast(0.97))
				+ row("p50, µs", Round::p50, single ? Limit.atMost(1.03) : null) + row("p99, µs", Round::p99, P99)
				+ failures();
	}

	private String row(String figure, ToDoubleFunction<Round> value, @Nullable Limit bar) {
		List<Double> first = this.on.stream().map(value::applyAsDouble).toList();
		List<Double> second = this.off.stream().map(value::applyAsDouble).toList();
		Ratios ratios = Ratios
			.of(IntStream.range(0, first.size()).mapToObj((round) -> first.get(round) / second.get(round)).toList());
		return String.format(Locale.ROOT, "| %d | %s | %,.0f | %,.0f | %s | %s | %s |%n", this.inFlight, figure,
				Ratios.of(first).median(), Ratios.of(second).median(), ratios.text(), (bar != null) ? bar.text() : "",
				(bar != null) ? bar.verdict(ratios) : "");
	}

	private String failures() {
		long on = this.on.stream().mapToLong(Round::failures).sum();
		long off = this.off.stream().mapToLong(Round::failures).sum();
		return (on + off == 0) ? "" : String.format(Locale.ROOT, "| %d | failed calls | %d | %d | | | none | missed |%n",
				this.inFlight, on, off);
	}

}
