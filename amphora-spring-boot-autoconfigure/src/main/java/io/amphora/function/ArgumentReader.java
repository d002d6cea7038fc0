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

import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;

import io.amphora.WrongRequestException;
import io.amphora.serializer.RpcValue;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Reads the arguments of one function. Error messages name the argument that does not
 * fit, but never contain its value.
 *
 * @param function the name of the function
 */
record ArgumentReader(String function) {

	@Nullable Object read(FunctionParameter parameter, RpcValue value) {
		return switch (parameter.kind()) {
			case OPTIONAL -> value.isNull() ? parameter.absent()
					: Optional.ofNullable(read(parameter.label(), parameter.type(), value));
			case VARIABLE -> value.isNull() ? parameter.absent() : read(parameter.label(), parameter.type(), value);
			case REQUIRED, OMISSIBLE -> checkNull(parameter, read(parameter.label(), parameter.type(), value));
		};
	}

	Object readRest(FunctionParameter parameter, List<RpcValue> rest) {
		Type type = ResolvableType.forType(parameter.type()).getComponentType().getType();
		Object array = Array.newInstance(TypeVariables.erase(parameter.type()).componentType(), rest.size());
		for (int i = 0; i < rest.size(); i++) {
			Array.set(array, i, read(parameter.label(parameter.position() + i), type, rest.get(i)));
		}
		return array;
	}

	@Nullable Object absent(FunctionParameter parameter) {
		if (parameter.kind() == FunctionParameter.Kind.REQUIRED) {
			throw new WrongRequestException("Missing argument %s of type %s for function '%s'"
				.formatted(parameter.label(), parameter.type().getTypeName(), this.function));
		}
		return parameter.absent();
	}

	private @Nullable Object checkNull(FunctionParameter parameter, @Nullable Object argument) {
		if (argument == null && parameter.nonNull()) {
			throw new WrongRequestException("Argument %s of function '%s' is null, and its parameter is not nullable"
				.formatted(parameter.label(), this.function));
		}
		return argument;
	}

	private @Nullable Object read(String label, Type type, RpcValue value) {
		if (value.isNull() && type instanceof Class<?> primitive && primitive.isPrimitive()) {
			throw new WrongRequestException("Argument %s of function '%s' is null, and %s cannot be".formatted(label,
					this.function, type.getTypeName()));
		}
		try {
			return value.as(type);
		}
		catch (IllegalArgumentException ex) {
			throw new WrongRequestException("Argument %s of function '%s' cannot be converted to %s: %s"
				.formatted(label, this.function, type.getTypeName(), ex.getMessage()), null, ex);
		}
	}

}
