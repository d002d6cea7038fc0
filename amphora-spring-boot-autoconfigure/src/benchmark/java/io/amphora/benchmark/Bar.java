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

import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What Amphora has to reach: a figure, or a quotient of two figures of the same rounds.
 *
 * @param title what it is about
 * @param key which cell's figure
 * @param other by whose figure it is divided, or {@code null} for the figure itself
 * @param figure the figure
 * @param limit what the quotient has to be
 * @param atMost whether it must not be more than the limit, rather than not less
 */
record Bar(String title, CellKey key, @Nullable CellKey other, ToDoubleFunction<Sample> figure, double limit,
		boolean atMost) {

	static Bar atLeast(double limit, String title, CellKey key, CellKey other) {
		return new Bar(title, key, other, Sample::rate, limit, false);
	}

	static Bar atMost(double limit, String title, CellKey key, @Nullable CellKey other,
			ToDoubleFunction<Sample> figure) {
		return new Bar(title, key, other, figure, limit, true);
	}

	boolean needs(Cell cell) {
		return Stream.ofNullable(this.other).anyMatch((divisor) -> divisor.matches(cell)) || this.key.matches(cell);
	}

	/** A line of a table, if everything was measured. */
	Optional<String> row(Results results) {
		return measured(results)
			.map((measured) -> String.format(Locale.ROOT, "| %s | %s %.2f | %.2f | %s |", this.title,
					this.atMost ? "≤" : "≥", this.limit, measured, reached(measured) ? "reached" : "missed"));
	}

	private Optional<Double> measured(Results results) {
		Optional<Cell> cell = results.cell(this.key);
		return (this.other != null) ? results.ratio(cell, results.cell(this.other), this.figure)
				: cell.map((found) -> results.median(found, this.figure));
	}

	private boolean reached(double measured) {
		if (!Double.isFinite(measured)) {
			return false;
		}
		// as exact as what is printed
		double rounded = Math.round(measured * 100) / 100.0;
		return this.atMost ? rounded <= this.limit : rounded >= this.limit;
	}

}
