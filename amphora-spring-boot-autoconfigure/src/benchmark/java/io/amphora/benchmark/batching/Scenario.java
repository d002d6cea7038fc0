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

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Servers of one service whose functions wait, as for a database.
 *
 * @param millis how long the functions of each server wait
 */
record Scenario(List<Integer> millis) {

	static final List<Scenario> ALL = Stream.of("0", "1", "5", "50", "50,1,1,1").map(Scenario::parse).toList();

	private static final int SERVERS = 4;

	/**
	 * Read a scenario.
	 * @param text the time of each server, or one time for all of them
	 * @return the scenario
	 */
	static Scenario parse(String text) {
		List<Integer> millis = Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
		return new Scenario(
				(millis.size() > 1) ? millis : Stream.generate(() -> millis.get(0)).limit(SERVERS).toList());
	}

	/** In a form that {@link #parse} reads. */
	String argument() {
		return this.millis.stream().map(String::valueOf).collect(Collectors.joining(","));
	}

	String title() {
		return argument().replace(",", ", ") + " ms";
	}

}
