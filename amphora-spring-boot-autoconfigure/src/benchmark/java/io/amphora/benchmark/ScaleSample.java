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
 * What a number of servers and clients cost, all in one process.
 *
 * @param servers how many servers
 * @param clients how many clients
 * @param rate calls per second
 * @param threads how many threads they have
 * @param connections how many connections they have
 * @param channels how many channels they have
 * @param heap what they hold when the load is over, in bytes
 */
record ScaleSample(int servers, int clients, double rate, int threads, int connections, int channels, long heap) {

	static final String HEAD = """
			| servers | clients | calls/s | threads | connections | channels | live heap |
			|---|---|---|---|---|---|---|
			""";

	String row() {
		return String.format(Locale.ROOT, "| %d | %d | %,.0f | %d | %d | %d | %.1f MB |%n", this.servers, this.clients,
				this.rate, this.threads, this.connections, this.channels, this.heap / 1e6);
	}

}
