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
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import io.amphora.CallContext;
import io.amphora.function.FunctionParameter.Kind;
import io.amphora.kotlin.KotlinFunction;
import io.amphora.kotlin.KotlinMethods;
import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.Nullness;

/**
 * The parameters of a method, prepared for its calls.
 *
 * @param count the number of parameters
 * @param contexts the indexes of parameters that receive the {@link CallContext}
 * @param timeouts the indexes of parameters that receive the remaining time of the call
 * @param arguments the other parameters
 * @param kotlin the method as declared in Kotlin, or {@code null}
 */
record FunctionParameters(int count, List<Integer> contexts, List<Integer> timeouts, List<FunctionParameter> arguments,
		@Nullable KotlinFunction kotlin) {

	private static final Map<Class<?>, Object> EMPTY = Map.of(OptionalInt.class, OptionalInt.empty(),
			OptionalLong.class, OptionalLong.empty(), OptionalDouble.class, OptionalDouble.empty());

	static FunctionParameters of(BeanMethod function) {
		Method method = function.method();
		@Nullable String @Nullable [] names = DefaultParameterNameDiscoverer.getSharedInstance().getParameterNames(method);
		TypeVariables types = TypeVariables.of(function.beanType());
		List<Integer> contexts = new ArrayList<>();
		List<Integer> timeouts = TimeoutParameters.of(function);
		List<FunctionParameter> arguments = new ArrayList<>();
		KotlinFunction kotlin = KotlinMethods.function(method);
		Type[] declared = KotlinMethods.parameterTypes(method);
		for (int index = 0; index < declared.length; index++) {
			Type type = types.resolve(declared[index]);
			if (type == CallContext.class) {
				contexts.add(index);
			}
			else if (!timeouts.contains(index)) {
				String name = (names != null && index < names.length) ? names[index] : null;
				FunctionParameter argument = argument(method, kotlin, index, arguments.size(), name, type);
				ReadableTypes.requireReadable(function, argument);
				arguments.add(argument);
			}
		}
		return new FunctionParameters(method.getParameterCount(), List.copyOf(contexts), timeouts,
				List.copyOf(arguments), kotlin);
	}

	private static FunctionParameter argument(Method method, @Nullable KotlinFunction kotlin, int index, int position,
			@Nullable String name, Type type) {
		Class<?> raw = TypeVariables.erase(type);
		if (raw == Optional.class) {
			Type value = (type instanceof ParameterizedType optional) ? optional.getActualTypeArguments()[0]
					: Object.class;
			return new FunctionParameter(index, position, name, Kind.OPTIONAL, value, Optional.empty(), false);
		}
		boolean variable = KotlinMethods.isVariable(method) && index == KotlinMethods.parameterCount(method) - 1;
		Object absent = absent(raw, kotlin, index, variable);
		if (variable) {
			return new FunctionParameter(index, position, name, Kind.VARIABLE, type, absent, false);
		}
		Nullness nullness = nullness(method, kotlin, index);
		boolean omissible = absent != null || nullness == Nullness.NULLABLE;
		boolean nonNull = (kotlin != null) ? !kotlin.acceptsNull(index)
				: nullness == Nullness.NON_NULL && !isTypeVariable(method, index);
		return new FunctionParameter(index, position, name, omissible ? Kind.OMISSIBLE : Kind.REQUIRED, type, absent,
				nonNull);
	}

	/** In Kotlin, variable arguments need not be the last ones. */
	private static @Nullable Object absent(Class<?> type, @Nullable KotlinFunction kotlin, int index,
			boolean variable) {
		if (kotlin != null && kotlin.isOptional(index)) {
			return KotlinMethods.OMITTED;
		}
		boolean array = variable || (kotlin != null && kotlin.isVararg(index));
		return array ? Array.newInstance(type.componentType(), 0) : EMPTY.get(type);
	}

	private static Nullness nullness(Method method, @Nullable KotlinFunction kotlin, int index) {
		if (kotlin == null) {
			return Nullness.forParameter(method.getParameters()[index]);
		}
		return kotlin.isNullable(index) ? Nullness.NULLABLE : Nullness.NON_NULL;
	}

	/** The type of a type variable may include null. */
	private static boolean isTypeVariable(Method method, int index) {
		return method.getGenericParameterTypes()[index] instanceof TypeVariable<?>;
	}

}
