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

/**
 * Quotients of the figures of two sides, one of each round, so that a disturbance of a
 * round affects both sides of its quotient.
 *
 * @param sorted the quotients in ascending order
 */
record Ratios(List<Double> sorted) {

	private static final double EACH_TAIL = 0.025;

	static Ratios of(List<Double> quotients) {
		return new Ratios(quotients.stream().sorted().toList());
	}

	double median() {
		int middle = this.sorted.size() / 2;
		return (this.sorted.size() % 2 == 1) ? this.sorted.get(middle)
				: (this.sorted.get(middle - 1) + this.sorted.get(middle)) / 2;
	}

	/** The lower end of the interval that contains the median with at least 95 %. */
	double low() {
		return this.sorted.get(outside());
	}

	/** The upper end of the interval that contains the median with at least 95 %. */
	double high() {
		return this.sorted.get(this.sorted.size() - 1 - outside());
	}

	/**
	 * How many quotients are outside of the interval at each end, by the sign test. It
	 * assumes nothing about their distribution. Less than six quotients have no such
	 * interval, and all of them are taken instead.
	 */
	private int outside() {
		int size = this.sorted.size();
		double probability = Math.pow(0.5, size);
		double tail = probability;
		int count = 0;
		while (tail <= EACH_TAIL) {
			count++;
			probability *= (double) (size - count + 1) / count;
			tail += probability;
		}
		return Math.max(0, count - 1);
	}

	String text() {
		return String.format(Locale.ROOT, "%.3f | %.3f to %.3f", median(), low(), high());
	}

}
