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

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import io.amphora.client.AmphoraOperations;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Invocation handler that calls the remote function of the invoked method. Thread-safe.
 */
final class ContractHandler implements InvocationHandler {

	private final Class<?> contract;

	private final Map<Method, ContractMethod> methods;

	private final Function<ContractMethod, AmphoraOperations> clients;

	private final Map<Method, MethodHandle> defaultMethods = new ConcurrentHashMap<>();

	ContractHandler(Class<?> contract, Map<Method, ContractMethod> methods,
			Function<ContractMethod, AmphoraOperations> clients) {
		this.contract = contract;
		this.methods = methods;
		this.clients = clients;
	}

	@Override
	public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
			throws Throwable {
		@Nullable Object[] given = (arguments != null) ? arguments : new Object[0];
		ContractMethod remote = this.methods.get(method);
		if (remote != null) {
			return remote.invoke(this.clients.apply(remote), given);
		}
		if (method.isDefault()) {
			return this.defaultMethods.computeIfAbsent(method, ContractHandler::handle)
				.bindTo(proxy)
				.invokeWithArguments(given);
		}
		if (ReflectionUtils.isEqualsMethod(method)) {
			return proxy == given[0];
		}
		if (ReflectionUtils.isHashCodeMethod(method)) {
			return System.identityHashCode(proxy);
		}
		return "AmphoraContract[" + this.contract.getName() + "]";
	}

	/**
	 * Used because {@code InvocationHandler.invokeDefault} cannot access contracts that
	 * are not public.
	 */
	private static MethodHandle handle(Method method) {
		Class<?> type = method.getDeclaringClass();
		try {
			return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
				.unreflectSpecial(method, type)
				.asFixedArity();
		}
		catch (IllegalAccessException ex) {
			throw new IllegalStateException("The module of " + type + " is not open to Amphora", ex);
		}
	}

}
