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
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A call to send.
 *
 * @param function the name of the function
 * @param args the arguments by position
 * @param kwargs the arguments by name
 * @param argTypes the declared types of the arguments by position; may be shorter than
 * the arguments
 * @since 0.1.0
 */
public record RpcCall(String function, List<? extends @Nullable Object> args,
		Map<String, ? extends @Nullable Object> kwargs, List<? extends Type> argTypes) {

	/**
	 * Create a call whose arguments have no declared types.
	 * @param function the name of the function
	 * @param args the arguments by position
	 * @param kwargs the arguments by name
	 */
	public RpcCall(String function, List<? extends @Nullable Object> args,
			Map<String, ? extends @Nullable Object> kwargs) {
		this(function, args, kwargs, List.of());
	}

	/**
	 * Return the declared type of an argument.
	 * @param index the position of the argument
	 * @return the type, or {@code Object} if it is unknown
	 */
	public Type argType(int index) {
		return (index < this.argTypes.size()) ? this.argTypes.get(index) : Object.class;
	}

}
