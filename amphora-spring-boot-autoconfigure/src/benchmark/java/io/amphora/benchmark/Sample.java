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

import org.HdrHistogram.Histogram;

/**
 * What one measurement found.
 *
 * @param cell what was measured
 * @param calls how many calls had a reply
 * @param failures how many calls got no reply
 * @param seconds how long the measurement took
 * @param p50 the median latency, in µs
 * @param p99 the latency of all but one in 100 calls, in µs
 * @param p999 the latency of all but one in 1000 calls, in µs
 * @param usage what was used up
 */
record Sample(Cell cell, long calls, long failures, double seconds, double p50, double p99, double p999, Usage usage) {

	static Sample of(Cell cell, Histogram latencies, long failures, long nanos, Usage usage) {
		return new Sample(cell, latencies.getTotalCount(), failures, nanos / 1e9, micros(latencies, 50),
				micros(latencies, 99), micros(latencies, 99.9), usage);
	}

	private static double micros(Histogram latencies, double percentile) {
		return latencies.getValueAtPercentile(percentile) / 1e3;
	}

	double rate() {
		return this.calls / this.seconds;
	}

	double perCall(long amount) {
		return (double) amount / Math.max(1, this.calls);
	}

}
