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

import io.amphora.benchmark.load.Body;
import org.jspecify.annotations.Nullable;

/**
 * What one figure is about.
 *
 * @param contender who calls
 * @param inFlight how many calls at a time
 * @param body what is sent
 * @param beside what as many other calls send at the same time, which are not measured
 */
record Cell(Contender contender, int inFlight, Body body, @Nullable Body beside) {

	Cell(Contender contender, int inFlight, Body body) {
		this(contender, inFlight, body, null);
	}

}
