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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Calls that do not wait, and options for calls.
 */
@Component
@Order(2)
class DeferSection extends Section {

	private final AmphoraClient simplemath;

	DeferSection(AmphoraClient simplemath) {
		super("Defer calls, pass arguments by name, call functions with dotted names");
		this.simplemath = simplemath;
	}

	@Override
	void show() throws Exception {
		CompletableFuture<Integer> sum = this.simplemath.defer("add", Integer.class, 20, 1);
		CompletableFuture<Integer> product = this.simplemath.defer("multiply", Integer.class, 2, 3);
		print("add(20, 1) + multiply(2, 3)", () -> sum.thenCombine(product, Integer::sum).get());
		RemoteFunction subtract = this.simplemath.function("sub").timeout(Duration.ofSeconds(2));
		print("sub(y=3, x=10)", () -> subtract.kwarg("y", 3).kwarg("x", 10).call(Integer.class));
		RemoteFunction sender = this.simplemath.function("send_message").function("email");
		print("send_message.email.text(\"Hello!\")", () -> sender.function("text").call(String.class, "Hello!"));
		print("add(1)", () -> this.simplemath.call("add", Integer.class, 1));
	}

}
