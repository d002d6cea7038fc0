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

import java.util.concurrent.CompletableFuture;

import io.amphora.client.AmphoraClient;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Calls that a stopped client buffers, and requests that every server ignores.
 */
@Component
@Order(6)
class LifecycleSection extends Section {

	private final AmphoraClient simplemath;

	LifecycleSection(AmphoraClient simplemath) {
		super("Buffer calls while the client is stopped; ignore requests");
		this.simplemath = simplemath;
	}

	@Override
	void show() throws Exception {
		this.simplemath.stop();
		CompletableFuture<Integer> held = this.simplemath.defer("add", Integer.class, 2, 3);
		print("buffered: " + this.simplemath.statistics().held());
		this.simplemath.serve();
		print("after serve(), add(2, 3)", held::get);
		print("not_here()", () -> this.simplemath.call("not_here", String.class));
	}

}
