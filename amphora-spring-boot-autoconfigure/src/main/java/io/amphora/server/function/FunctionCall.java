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

package io.amphora.server.function;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;

import io.amphora.CallContext;
import io.amphora.PrintableText;
import io.amphora.WrongRequestException;
import io.amphora.serializer.RpcValue;
import org.jspecify.annotations.Nullable;

/**
 * The context and the untyped arguments of a call.
 *
 * @param context the context of the call
 * @param args the arguments by position
 * @param kwargs the arguments by name
 * @since 0.1.0
 */
public record FunctionCall(CallContext context, List<RpcValue> args, Map<String, RpcValue> kwargs) {

	/**
	 * Read an argument by position.
	 * @param <T> the type of the argument
	 * @param index the position, from 0
	 * @param type the type of the argument
	 * @return the argument, {@code null} if the caller passed null
	 * @throws WrongRequestException if the argument is missing or cannot be converted to
	 * the type
	 */
	@SuppressWarnings("unchecked")
	public <T> @Nullable T argument(int index, Class<T> type) {
		RpcValue value = (index < this.args.size()) ? this.args.get(index) : null;
		return (T) read(value, "#" + (index + 1), type);
	}

	/**
	 * Read an argument by name.
	 * @param <T> the type of the argument
	 * @param name the name
	 * @param type the type of the argument
	 * @return the argument, {@code null} if the caller passed null
	 * @throws WrongRequestException if the argument is missing or cannot be converted to
	 * the type
	 */
	@SuppressWarnings("unchecked")
	public <T> @Nullable T argument(String name, Class<T> type) {
		return (T) read(this.kwargs.get(name), "'" + name + "'", type);
	}

	private @Nullable Object read(@Nullable RpcValue value, String which, Type type) {
		if (value == null) {
			throw new WrongRequestException("Missing argument %s of type %s for function '%s'".formatted(which,
					type.getTypeName(), PrintableText.name(this.context.function())));
		}
		try {
			return value.as(type);
		}
		catch (IllegalArgumentException ex) {
			throw new WrongRequestException(
					"Argument %s of function '%s' cannot be converted to %s: %s".formatted(which,
							PrintableText.name(this.context.function()), type.getTypeName(), ex.getMessage()),
					null, ex);
		}
	}

}
