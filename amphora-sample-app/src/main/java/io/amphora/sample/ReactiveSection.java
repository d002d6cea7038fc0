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
import io.amphora.reactive.ReactiveFunction;
import reactor.core.publisher.Mono;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Calls that are made when they are subscribed to.
 */
@Component
@Order(12)
class ReactiveSection extends Section {

	private final AmphoraClient simplemath;

	ReactiveSection(AmphoraClient simplemath) {
		super("Call with Reactor");
		this.simplemath = simplemath;
	}

	@Override
	void show() throws Exception {
		ReactiveFunction add = this.simplemath.function("add").reactive();
		ReactiveFunction negate = this.simplemath.function("negate_later").reactive();
		Mono<Integer> negated = add.call(Integer.class, 2, 3).flatMap((sum) -> negate.call(Integer.class, sum));
		print("negate_later(add(2, 3))", negated::block);
	}

}
