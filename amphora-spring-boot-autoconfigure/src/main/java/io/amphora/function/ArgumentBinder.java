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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import io.amphora.PrintableText;
import io.amphora.WrongRequestException;
import io.amphora.function.FunctionParameter.Kind;
import io.amphora.kotlin.KotlinFunction;
import io.amphora.kotlin.KotlinMethods;
import io.amphora.serializer.RpcValue;
import io.amphora.server.function.FunctionCall;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;

/**
 * Binds the arguments of calls to the parameters of a method. Thread-safe.
 */
final class ArgumentBinder {

	private final String function;

	private final FunctionParameters parameters;

	private final Set<String> names;

	private final int maxByPosition;

	ArgumentBinder(String function, FunctionParameters parameters) {
		this.function = function;
		this.parameters = parameters;
		List<FunctionParameter> arguments = parameters.arguments();
		this.names = arguments.stream()
			.map(FunctionParameter::name)
			.filter(Objects::nonNull)
			.collect(Collectors.toUnmodifiableSet());
		boolean unlimited = arguments.stream().anyMatch((argument) -> argument.kind() == Kind.VARIABLE);
		this.maxByPosition = unlimited ? Integer.MAX_VALUE : arguments.size();
	}

	/**
	 * Bind the arguments of a call.
	 * @param call the call
	 * @return the arguments of the method
	 * @throws WrongRequestException if the arguments do not match the parameters
	 */
	@Nullable Object[] bind(FunctionCall call) {
		requireRoom(call.args().size());
		call.kwargs().keySet().forEach(this::requireKnown);
		@Nullable Object[] arguments = new @Nullable Object[this.parameters.count()];
		for (int index : this.parameters.contexts()) {
			arguments[index] = call.context();
		}
		for (int index : this.parameters.timeouts()) {
			arguments[index] = call.context().remaining();
		}
		for (FunctionParameter parameter : this.parameters.arguments()) {
			arguments[parameter.index()] = converted(parameter, argument(parameter, call));
		}
		return arguments;
	}

	private @Nullable Object argument(FunctionParameter parameter, FunctionCall call) {
		List<RpcValue> args = call.args();
		int position = parameter.position();
		RpcValue named = (parameter.name() != null) ? call.kwargs().get(parameter.name()) : null;
		if (position >= args.size()) {
			return (named != null) ? read(parameter, named) : absent(parameter);
		}
		if (named != null) {
			throw new WrongRequestException("Function '%s' received argument %s both by position and by name"
				.formatted(this.function, parameter.label()));
		}
		return (parameter.kind() == Kind.VARIABLE) ? readRest(parameter, args.subList(position, args.size()))
				: read(parameter, args.get(position));
	}

	private @Nullable Object read(FunctionParameter parameter, RpcValue value) {
		return switch (parameter.kind()) {
			case OPTIONAL -> value.isNull() ? parameter.absent()
					: Optional.ofNullable(read(parameter.label(), parameter.type(), value));
			case VARIABLE -> value.isNull() ? parameter.absent() : read(parameter.label(), parameter.type(), value);
			case REQUIRED, OMISSIBLE -> checkNull(parameter, read(parameter.label(), parameter.type(), value));
		};
	}

	private Object readRest(FunctionParameter parameter, List<RpcValue> rest) {
		Type type = ResolvableType.forType(parameter.type()).getComponentType().getType();
		Object array = Array.newInstance(TypeVariables.erase(parameter.type()).componentType(), rest.size());
		for (int i = 0; i < rest.size(); i++) {
			Array.set(array, i, read(parameter.label(parameter.position() + i), type, rest.get(i)));
		}
		return array;
	}

	private @Nullable Object absent(FunctionParameter parameter) {
		if (parameter.kind() == Kind.REQUIRED) {
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

	/** A function in Kotlin may refuse null, and a value class any value. */
	private @Nullable Object converted(FunctionParameter parameter, @Nullable Object argument) {
		KotlinFunction kotlin = this.parameters.kotlin();
		if (kotlin == null || argument == KotlinMethods.OMITTED) {
			return argument;
		}
		if (kotlin.containsNull(parameter.index(), argument)) {
			throw new WrongRequestException(
					"Argument %s of function '%s' contains null, and its elements are not nullable"
						.formatted(parameter.label(), this.function));
		}
		try {
			return kotlin.toArgument(parameter.index(), argument);
		}
		catch (IllegalArgumentException ex) {
			throw new WrongRequestException("Argument %s of function '%s' is not valid: %s".formatted(parameter.label(),
					this.function, ex.getMessage()), null, ex);
		}
	}

	private void requireRoom(int given) {
		if (given > this.maxByPosition) {
			throw new WrongRequestException("Function '%s' accepts at most %d positional arguments, but received %d"
				.formatted(this.function, this.maxByPosition, given));
		}
	}

	private void requireKnown(String name) {
		if (!this.names.contains(name)) {
			throw new WrongRequestException("Function '%s' has no parameter '%s': %s".formatted(this.function,
					PrintableText.name(name), describe()));
		}
	}

	private String describe() {
		if (this.parameters.arguments().isEmpty()) {
			return "it takes no arguments";
		}
		return this.names.isEmpty()
				? "it accepts positional arguments only, because its class was compiled without '-parameters'"
				: this.names.stream().sorted().collect(Collectors.joining("', '", "its parameters are '", "'"));
	}

}
