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
import java.util.function.ToDoubleFunction;

/**
 * What Amphora has to reach, as a quotient of two figures of the same rounds.
 *
 * @param title what it is about
 * @param contender whose figure is divided
 * @param inFlight with how many calls in flight
 * @param other by whose figure
 * @param otherInFlight with how many calls in flight
 * @param figure the figure
 * @param limit what the quotient has to be
 * @param atMost whether it must not be more than the limit, rather than not less
 */
record Bar(String title, String contender, int inFlight, String other, int otherInFlight,
		ToDoubleFunction<Sample> figure, double limit, boolean atMost) {

	static final List<Bar> ALL = List.of(
			rate("32 in flight, of the bare client with the same guarantees", "amphora", 32, "bare", 0.9),
			rate("256 in flight, of the bare client with the same guarantees", "amphora", 256, "bare", 0.9),
			new Bar("median latency of one call in flight, blocking, of the bare client", "amphora-blocking", 1,
					"bare-blocking", 1, Sample::p50, 1.1, true),
			rate("blocking, 32 in flight, of `RabbitTemplate` with confirms", "amphora-blocking", 32,
					"template-confirms", 1.6),
			rate("256 in flight, of `RabbitTemplate` with confirms", "amphora", 256, "template-confirms", 1.6),
			rate("256 in flight, of `AsyncRabbitTemplate`", "amphora", 256, "async-template", 1),
			rate("transient, 256 in flight, of the bare client with the same guarantees", "amphora-transient", 256,
					"bare-transient", 0.9),
			rate("quorum queues, 256 in flight, of the bare client with the same guarantees", "amphora-quorum", 256,
					"bare-quorum", 0.9),
			rate("direct mode, 32 in flight, of the limit without guarantees", "amphora-direct", 32, "bare-direct",
					0.85),
			rate("direct mode, 256 in flight, of the limit without guarantees", "amphora-direct", 256, "bare-direct",
					0.85),
			new Bar("2000 in flight, of 256 in flight", "amphora", 2000, "amphora", 256, Sample::rate, 1, false));

	private static Bar rate(String title, String contender, int inFlight, String other, double limit) {
		return new Bar(title, contender, inFlight, other, inFlight, Sample::rate, limit, false);
	}

	/** A line of a table, if both were measured. */
	Optional<String> row(Results results) {
		return results
			.ratio(results.cell(this.contender, this.inFlight), results.cell(this.other, this.otherInFlight),
					this.figure)
			.map((ratio) -> String.format(Locale.ROOT, "| %s | %s %.2f | %.2f | %s |", this.title,
					this.atMost ? "≤" : "≥", this.limit, ratio, reached(ratio) ? "reached" : "missed"));
	}

	private boolean reached(double ratio) {
		// as exact as what is printed
		double rounded = Math.round(ratio * 100) / 100.0;
		return this.atMost ? rounded <= this.limit : rounded >= this.limit;
	}

}
