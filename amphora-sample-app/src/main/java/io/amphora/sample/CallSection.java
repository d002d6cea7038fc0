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
 * Calls that wait for their results.
 */
@Component
@Order(1)
class CallSection extends Section {

	private final AmphoraClient simplemath;

	CallSection(AmphoraClient simplemath) {
		super("Call a function and wait for its result");
		this.simplemath = simplemath;
	}

	@Override
	void show() throws Exception {
		show("add", 2, 3);
		show("sub", 10, 3);
		show("multiply", 5, 5);
		show("div", 64, 16);
		show("div", 10, 0);
	}

	private void show(String function, Object... args) throws Exception {
		print(call(function, args), () -> this.simplemath.call(function, Integer.class, args));
	}

}
