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

package io.amphora.server.direct;

/**
 * The size of the process identifiers of a node. A broker closes the connection if a
 * number or a serial has more bits than its version of Erlang supports.
 *
 * @param numberBits how many bits a number has at most
 * @param serialBits how many bits a serial has at most
 */
record ProcessRange(int numberBits, int serialBits) {

	/** What all versions of Erlang support. */
	static final ProcessRange SMALLEST = new ProcessRange(15, 13);

	boolean contains(DirectReplyTo address) {
		return address.numberBits() <= this.numberBits && address.serialBits() <= this.serialBits;
	}

	/** Return the range that also contains an address. */
	ProcessRange with(DirectReplyTo address) {
		return contains(address) ? this : new ProcessRange(Math.max(this.numberBits, address.numberBits()),
				Math.max(this.serialBits, address.serialBits()));
	}

}
