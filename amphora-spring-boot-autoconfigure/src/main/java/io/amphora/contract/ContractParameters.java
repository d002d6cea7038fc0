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

package io.amphora.contract;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.amphora.CallContext;
import io.amphora.annotation.CallTimeout;
import io.amphora.annotation.RoutingKey;
import io.amphora.function.TransportableTypes;
import io.amphora.function.TypeVariables;
import io.amphora.kotlin.KotlinMethods;

import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedMethod;

/**
 * Reads the parameters of a contract's methods.
 */
final class ContractParameters {

	private ContractParameters() {
	}

	/**
	 * Find the parameter with the routing key.
	 * @param contract the contract
	 * @param method a method of the contract
	 * @return the index of the parameter, or -1 if there is none
	 */
	static int routingKeyIndex(Class<?> contract, Method method) {
		int marked = -1;
		for (MethodParameter parameter : new AnnotatedMethod(method).getMethodParameters()) {
			if (parameter.getParameterType() == CallContext.class) {
				throw new InvalidContractException(contract, method, "Callers cannot pass a CallContext.",
						"Remove the parameter; the implementation finds the context with CallContext.current().", null);
			}
			if (parameter.hasParameterAnnotation(RoutingKey.class)) {
				if (marked >= 0) {
					throw new InvalidContractException(contract, method,
							"Several parameters are marked as its routing key.", "Leave @RoutingKey on one of them.",
							null);
				}
				requireOne(contract, method, parameter.getParameterType());
				marked = parameter.getParameterIndex();
			}
		}
		return marked;
	}

	/**
	 * Require arguments that can be serialized.
	 * @param contract the contract
	 * @param method a method of the contract
	 */
	static void requireWritable(Class<?> contract, Method method) {
		TypeVariables types = TypeVariables.of(contract);
		for (Type parameter : KotlinMethods.parameterTypes(method)) {
			Type type = types.resolve(parameter);
			if (!TransportableTypes.isWritable(type)) {
				throw new InvalidContractException(contract, method,
						"Its parameter of type %s cannot be sent to a server.".formatted(type.getTypeName()),
						"Take a value such as a string, a number, a record, a collection or a byte array instead.",
						null);
			}
		}
	}

	/**
	 * Find the parameter with the timeout.
	 * @param contract the contract
	 * @param method a method of the contract
	 * @return the index of the parameter, or -1 if there is none
	 */
	static int timeoutIndex(Class<?> contract, Method method) {
		int marked = -1;
		for (MethodParameter parameter : new AnnotatedMethod(method).getMethodParameters()) {
			CallTimeout annotation = parameter.getParameterAnnotation(CallTimeout.class);
			if (annotation != null) {
				if (marked >= 0) {
					throw new InvalidContractException(contract, method, "Several parameters are its timeout.",
							"Leave @CallTimeout on one of them.", null);
				}
				requireTimeout(contract, method, parameter, annotation);
				marked = parameter.getParameterIndex();
			}
		}
		return marked;
	}

	private static void requireTimeout(Class<?> contract, Method method, MethodParameter parameter,
			CallTimeout annotation) {
		if (parameter.getParameterType() != Duration.class || parameter.hasParameterAnnotation(RoutingKey.class)) {
			throw new InvalidContractException(contract, method,
					"Its timeout is a parameter of type %s.".formatted(parameter.getParameterType().getSimpleName()),
					"Put @CallTimeout on a parameter of type Duration that is not the routing key.", null);
		}
		if (!annotation.value().isEmpty()) {
			throw new InvalidContractException(contract, method,
					"Its timeout parameter has the value \"%s\".".formatted(annotation.value()),
					"Set the timeout of calls without that argument by @CallTimeout on the method.", null);
		}
	}

	/**
	 * Find the types of the arguments.
	 * @param contract the contract
	 * @param method a method of the contract
	 * @param timeoutIndex the index of the timeout parameter, which is not an argument,
	 * or -1 if there is none
	 * @return the types by position, for variable arguments the type of each argument;
	 * empty if no type is generic, because the classes of the arguments are then
	 * sufficient
	 */
	static List<Type> types(Class<?> contract, Method method, int timeoutIndex) {
		TypeVariables concrete = TypeVariables.of(contract);
		List<Type> types = new ArrayList<>();
		for (Type parameter : KotlinMethods.parameterTypes(method)) {
			types.add(concrete.resolveWritten(parameter));
		}
		if (KotlinMethods.isVariable(method)) {
			Type variable = types.remove(types.size() - 1);
			types.add(ResolvableType.forType(variable).getComponentType().getType());
		}
		if (timeoutIndex >= 0) {
			types.remove(timeoutIndex);
		}
		return types.stream().allMatch(Class.class::isInstance) ? List.of() : List.copyOf(types);
	}

	private static void requireOne(Class<?> contract, Method method, Class<?> type) {
		if (type.isArray() || Collection.class.isAssignableFrom(type)) {
			throw new InvalidContractException(contract, method,
					"Its routing key is a %s of values.".formatted(type.getSimpleName()),
					"Put @RoutingKey on a parameter with one value.", null);
		}
	}

}
