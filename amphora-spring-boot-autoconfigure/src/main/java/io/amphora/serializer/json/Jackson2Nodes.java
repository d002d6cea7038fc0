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

package io.amphora.serializer.json;

import java.math.BigDecimal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;

/**
 * Rejects decimals with an exponent such as {@code 1e1000000000}. They are short in a
 * message, but converting one to an integer or writing it without the exponent exhausts
 * the memory.
 */
final class Jackson2Nodes extends JsonNodeFactory {

	private final transient SerializerLimits limits;

	Jackson2Nodes(SerializerLimits limits) {
		super(true);
		this.limits = limits;
	}

	@Override
	public ValueNode numberNode(BigDecimal value) {
		if (JsonNumbers.isNegativeZero(value)) {
			return numberNode(-0.0);
		}
		this.limits.checkScale(value.scale());
		return super.numberNode(value);
	}

}
