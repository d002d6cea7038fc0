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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.amphora.serializer.RpcValue;

/**
 * Writes and reads JSON bodies with Jackson 2. It uses a private copy of the given
 * mapper. Modules, mixins and naming strategies of the mapper apply, but the rules of the
 * wire format do not depend on it:
 * <ul>
 * <li>dates and durations are ISO-8601 strings, enums are names, {@code byte[]} is
 * Base64;</li>
 * <li>unknown properties are ignored;</li>
 * <li>values are never coerced: a string is not accepted as a number, {@code 2.0} not as
 * an {@code int} and {@code null} not as a primitive; an integer is accepted as a
 * decimal;</li>
 * <li>default typing is off: a body cannot choose a class.</li>
 * </ul>
 * <p>
 * In values read as {@code Object} and in the arguments of a failure, an integer becomes
 * an {@code Integer}, {@code Long} or {@code BigInteger}, the first that can hold it, and
 * a decimal becomes an exact {@code BigDecimal}; objects become maps and arrays become
 * lists. {@code null} is converted by the mapper, for example to
 * {@code Optional.empty()}.
 * <p>
 * Thread-safe. For each type passed to {@link RpcValue#as}, a reader is cached for the
 * lifetime of the serializer.
 *
 * @since 0.1.0
 */
public final class Jackson2RpcSerializer extends JsonRpcSerializer<JsonNode> {

	/**
	 * Create a serializer with the default limits and its own mapper, which supports
	 * {@code java.time}, {@code Optional} and records.
	 */
	public Jackson2RpcSerializer() {
		this(SerializerLimits.defaults());
	}

	/**
	 * Create a serializer with its own mapper, which supports {@code java.time},
	 * {@code Optional} and records.
	 * @param limits the limits of bodies
	 */
	public Jackson2RpcSerializer(SerializerLimits limits) {
		this(Jackson2Settings.newMapper(), limits);
	}

	/**
	 * Create a serializer with the default limits.
	 * @param mapper the mapper to copy
	 * @throws IllegalStateException if the class of the mapper does not support copies
	 */
	public Jackson2RpcSerializer(ObjectMapper mapper) {
		this(mapper, SerializerLimits.defaults());
	}

	/**
	 * Create a serializer.
	 * @param mapper the mapper to copy
	 * @param limits the limits of bodies
	 * @throws IllegalStateException if the class of the mapper does not support copies
	 */
	public Jackson2RpcSerializer(ObjectMapper mapper, SerializerLimits limits) {
		super(Jackson2Engine.of(mapper, limits), limits);
	}

}
