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

import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.Peer;
import io.amphora.benchmark.load.Sides;

/**
 * One way to call.
 *
 * @param key what it is called in settings and files
 * @param title what it is called on the page
 * @param blocking whether a thread waits for each reply
 * @param factory makes it
 */
record Contender(String key, String title, boolean blocking, PeerFactory factory) {

	/**
	 * Makes a client and a server.
	 */
	@FunctionalInterface
	interface PeerFactory {

		Peer open(BenchmarkBroker broker, Sides sides) throws Exception;

	}

}
