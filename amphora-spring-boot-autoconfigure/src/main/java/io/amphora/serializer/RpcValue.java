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

package io.amphora.serializer;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * A received value that is converted to a type on request. Thread-safe.
 *
 * @since 0.1.0
 */
public interface RpcValue {

	/**
	 * Return whether the value is {@code null}.
	 * @return {@code true} if the value is {@code null}
	 */
	boolean isNull();

	/**
	 * Convert the value to a type.
	 * @param type the target type, including generics
	 * @return the converted value; if the value {@linkplain #isNull() is null}, the empty
	 * value of the type, such as an empty {@code Optional}, or {@code null} for most
	 * types
	 * @throws IllegalArgumentException if the value does not fit the type; the message
	 * gives the reason without the value
	 */
	@Nullable Object as(Type type);

}
