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
 * What a number of functions in one server cost.
 *
 * @param functions how many functions
 * @param seconds until the server takes requests
 * @param heap what the server holds, in bytes
 * @param rate calls per second, of all functions in turn
 */
record FunctionsSample(int functions, double seconds, long heap, double rate) {

	static final String HEAD = """
			| functions | start | live heap | calls/s |
			|---|---|---|---|
			""";

	String row() {
		return String.format(Locale.ROOT, "| %,d | %.0f ms | %.2f MB | %,.0f |%n", this.functions, this.seconds * 1e3,
				this.heap / 1e6, this.rate);
	}

}
