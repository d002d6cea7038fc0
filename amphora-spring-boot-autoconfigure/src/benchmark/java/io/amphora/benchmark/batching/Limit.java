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

import java.util.Locale;

/**
 * What a ratio has to be.
 *
 * @param value the limit
 * @param atMost whether the ratio must not be above the limit, rather than not below
 */
record Limit(double value, boolean atMost) {

	static Limit atMost(double value) {
		return new Limit(value, true);
	}

	static Limit atLeast(double value) {
		return new Limit(value, false);
	}

	String text() {
		return String.format(Locale.ROOT, "%s %.2f", this.atMost ? "≤" : "≥", this.value);
	}

	/**
	 * Reached if the whole interval is within the limit, missed if the whole interval is
	 * outside; otherwise more rounds would have to decide.
	 */
	String verdict(Ratios ratios) {
		if (within(ratios.low()) && within(ratios.high())) {
			return "reached";
		}
		if (!within(ratios.low()) && !within(ratios.high())) {
			return "missed";
		}
		return within(ratios.median()) ? "undecided, median within" : "undecided, median outside";
	}

	boolean within(double ratio) {
		return this.atMost ? ratio <= this.value : ratio >= this.value;
	}

}
