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

package io.amphora.function;

import java.lang.reflect.Type;

import io.amphora.reactive.ReactiveTypes;
import io.amphora.reactive.ReactiveTypes.Kind;

/**
 * Rejects functions whose parameters or results cannot be serialized, so that the
 * application fails at start-up instead of at every call.
 */
final class ReadableTypes {

	private ReadableTypes() {
	}

	static void requireReadable(BeanMethod function, FunctionParameter parameter) {
		if (!TransportableTypes.isReadable(parameter.type())) {
			throw function.invalid(
					"Its parameter %s of type %s cannot be read from a request.".formatted(parameter.label(),
							parameter.type().getTypeName()),
					"Take a value such as a string, a number, a record, a collection or a byte array instead.");
		}
	}

	/**
	 * Require a result that can be serialized.
	 * @param result the type of the result; if the method returns a future or a reactive
	 * type, that of its value
	 */
	static void requireWritable(BeanMethod function, Type result) {
		Class<?> type = TypeVariables.erase(result);
		if (ReactiveTypes.kind(type) == Kind.UNSUPPORTED) {
			throw function.invalid(
					"Its result of type %s cannot be sent to the caller.".formatted(result.getTypeName()),
					ReactiveTypes.remedy(type));
		}
		if (!TransportableTypes.isWritable(result)) {
			throw function.invalid(
					"Its result of type %s cannot be sent to the caller.".formatted(result.getTypeName()),
					"Return a value such as a string, a number, a record, a collection or a byte array,"
							+ " or a CompletableFuture of one.");
		}
	}

}
