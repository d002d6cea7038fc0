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

/**
 * How the soak stands.
 *
 * @param seconds since its beginning
 * @param rate calls per second since the last sample
 * @param p99 the latency of all but one in 100 of the calls that succeed, in ms
 * @param failures calls that did not end as they had to
 * @param heap what a full collection leaves, in bytes
 * @param resident the memory of the process, in bytes
 * @param threads how many threads the process has
 * @param pending calls that wait for their reply
 * @param held messages that are held or not confirmed
 */
record SoakSample(double seconds, double rate, double p99, long failures, long heap, long resident, int threads,
		long pending, long held) {

	static final String HEAD = """
			| after | calls/s | p99 | failed | live heap | process | threads | pending | held |
			|---|---|---|---|---|---|---|---|---|
			""";

	String row() {
		return String.format(Locale.ROOT, "| %.0f s | %,.0f | %.1f ms | %d | %.1f MB | %.0f MB | %d | %d | %d |%n",
				this.seconds, this.rate, this.p99, this.failures, this.heap / 1e6, this.resident / 1e6, this.threads,
				this.pending, this.held);
	}

}
