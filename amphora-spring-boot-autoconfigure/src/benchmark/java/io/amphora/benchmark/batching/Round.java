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

import org.HdrHistogram.Histogram;

/**
 * What one side did in one round.
 *
 * @param rate calls per second
 * @param p50 the median latency, in µs
 * @param p99 the latency of all but one in 100 calls, in µs
 * @param failures how many calls failed
 */
record Round(double rate, double p50, double p99, long failures) {

	static Round of(Histogram latencies, long failures, long nanos) {
		return new Round(latencies.getTotalCount() / (nanos / 1e9), latencies.getValueAtPercentile(50) / 1e3,
				latencies.getValueAtPercentile(99) / 1e3, failures);
	}

}
