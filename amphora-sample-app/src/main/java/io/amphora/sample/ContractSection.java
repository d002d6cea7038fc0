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

import io.amphora.contract.ImportAmphoraContracts;

import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Calls through an interface.
 */
@Component
@Order(3)
class ContractSection extends Section {

	private final SimpleMath math;

	ContractSection(SimpleMath math) {
		super("Call through an interface");
		this.math = math;
	}

	@Override
	void show() throws Exception {
		print("math.add(2, 3)", () -> this.math.add(2, 3));
		print("math.subtract(10, 3)", () -> this.math.subtract(10, 3));
		print("math.square(12)", () -> this.math.square(12));
	}

	/** Makes the interface a bean. */
	@Configuration(proxyBeanMethods = false)
	@ImportAmphoraContracts(SimpleMath.class)
	static class Contracts {

	}

}
