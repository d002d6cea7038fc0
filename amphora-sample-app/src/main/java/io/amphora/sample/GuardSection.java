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

package io.amphora.sample;

import io.amphora.client.AmphoraClient;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Arguments and callers that a server refuses, and an interceptor that counts the calls.
 */
@Component
@Order(9)
class GuardSection extends Section {

	private final AmphoraClient simplemath;

	private final AmphoraClient keeper;

	private final CallCounter counter;

	GuardSection(AmphoraClient simplemath, AmphoraClient keeper, CallCounter counter) {
		super("Check arguments and callers");
		this.simplemath = simplemath;
		this.keeper = keeper;
		this.counter = counter;
	}

	@Override
	void show() throws Exception {
		print("sqrt(49)", () -> this.simplemath.call("sqrt", double.class, 49));
		print("sqrt(-1)", () -> this.simplemath.call("sqrt", double.class, -1));
		print("sweep()", () -> this.simplemath.call("sweep", String.class));
		print("the keeper's sweep()", () -> this.keeper.call("sweep", String.class));
		print("an interceptor has seen sweep() " + this.counter.count("sweep") + " times");
	}

}
