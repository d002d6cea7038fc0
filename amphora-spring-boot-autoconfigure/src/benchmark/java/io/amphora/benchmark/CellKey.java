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

/**
 * Which cell a bar is about.
 *
 * @param contender the key of the contender
 * @param inFlight how many calls at a time
 * @param bodySize the size of their bodies
 * @param disturbed whether there are large calls beside them
 */
record CellKey(String contender, int inFlight, int bodySize, boolean disturbed) {

	static CellKey small(String contender, int inFlight) {
		return new CellKey(contender, inFlight, Body.SMALL.size(), false);
	}

	boolean matches(Cell cell) {
		return cell.contender().key().equals(this.contender) && cell.inFlight() == this.inFlight
				&& cell.body().size() == this.bodySize && (cell.beside() != null) == this.disturbed;
	}

}
