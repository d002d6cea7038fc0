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
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The samples of all rounds, in order, and their medians.
 *
 * @param samples what was measured
 */
record Results(List<Sample> samples) {

	List<Cell> cells() {
		return this.samples.stream().map(Sample::cell).distinct().toList();
	}

	/** With small bodies. */
	Optional<Cell> cell(String contender, int inFlight) {
		return cell(CellKey.small(contender, inFlight));
	}

	Optional<Cell> cell(CellKey key) {
		return cells().stream().filter(key::matches).findFirst();
	}

	double median(Cell cell, ToDoubleFunction<Sample> figure) {
		return median(figures(cell, figure));
	}

	double lowest(Cell cell, ToDoubleFunction<Sample> figure) {
		return figures(cell, figure).stream().mapToDouble(Double::doubleValue).min().orElseThrow();
	}

	double highest(Cell cell, ToDoubleFunction<Sample> figure) {
		return figures(cell, figure).stream().mapToDouble(Double::doubleValue).max().orElseThrow();
	}

	long failures(Cell cell) {
		return samples(cell).stream().mapToLong(Sample::failures).sum();
	}

	/**
	 * How one contender compares with another one: the median of the quotients of each
	 * round, so that what disturbs a round disturbs both.
	 */
	Optional<Double> ratio(Optional<Cell> above, Optional<Cell> below, ToDoubleFunction<Sample> figure) {
		if (above.isEmpty() || below.isEmpty()) {
			return Optional.empty();
		}
		List<Double> first = figures(above.get(), figure);
		List<Double> second = figures(below.get(), figure);
		return Optional
			.of(median(IntStream.range(0, first.size()).mapToObj((i) -> first.get(i) / second.get(i)).toList()));
	}

	static double median(List<Double> values) {
		List<Double> sorted = values.stream().sorted().toList();
		int middle = sorted.size() / 2;
		return (sorted.size() % 2 == 1) ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
	}

	private List<Double> figures(Cell cell, ToDoubleFunction<Sample> figure) {
		return samples(cell).stream().map(figure::applyAsDouble).toList();
	}

	private List<Sample> samples(Cell cell) {
		return this.samples.stream().filter((sample) -> sample.cell() == cell).toList();
	}

}
