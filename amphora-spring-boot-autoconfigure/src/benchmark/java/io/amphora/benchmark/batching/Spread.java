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
import java.util.stream.Collectors;

/**
 * How long a number of calls took, and which servers ran them.
 *
 * @param seconds the time from the first call to the last result
 * @param calls the calls that each server has run
 * @param failures the calls that failed
 */
record Spread(double seconds, List<Integer> calls, long failures) {

	double largestShare() {
		int all = this.calls.stream().mapToInt(Integer::intValue).sum();
		int largest = this.calls.stream().mapToInt(Integer::intValue).max().orElse(0);
		return (double) largest / Math.max(1, all);
	}

	String line(Scenario scenario, Batching batching) {
		return String.format(Locale.ROOT, "%s, batching %s: %.3f s, calls %s, %d failed", scenario.title(), batching,
				this.seconds, this.calls.stream().map(String::valueOf).collect(Collectors.joining(" + ")),
				this.failures);
	}

}
