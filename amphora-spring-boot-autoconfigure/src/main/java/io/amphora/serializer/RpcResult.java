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
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a call that a server sends.
 *
 * @since 0.1.0
 */
public sealed interface RpcResult {

	/**
	 * The function returned.
	 *
	 * @param value the result, or {@code null} if there is none
	 * @param type the declared type of the function's result, or {@code Object} if it is
	 * unknown
	 */
	record Value(@Nullable Object value, Type type) implements RpcResult {

		/**
		 * Create a result without a declared type.
		 * @param value the result, or {@code null} if there is none
		 */
		public Value(@Nullable Object value) {
			this(value, Object.class);
		}

	}

	/**
	 * The function failed.
	 *
	 * @param type the simple class name of the exception
	 * @param args the arguments of the exception
	 */
	record Failure(String type, List<? extends @Nullable Object> args) implements RpcResult {
	}

}
