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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.SpringProxy;
import org.springframework.core.BridgeMethodResolver;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the method to invoke on a bean that may be a proxy.
 */
final class InvocableMethods {

	private InvocableMethods() {
	}

	/**
	 * Detect early that {@link #select} would fail. Only proxies are checked, because any
	 * other class may still be replaced by a proxy.
	 */
	static void requireNoObstacle(BeanMethod function, Class<?> exposed) {
		if (SpringProxy.class.isAssignableFrom(exposed) || Proxy.isProxyClass(exposed)) {
			select(function, exposed);
		}
	}

	/**
	 * Select the method to invoke on beans of a class.
	 * @param function the annotated method
	 * @param exposed the class of the bean or of its proxy
	 * @return the accessible method
	 * @throws InvalidFunctionException if the method cannot be invoked through the proxy
	 */
	static Method select(BeanMethod function, Class<?> exposed) {
		Method method = function.method();
		if (!method.getDeclaringClass().isAssignableFrom(exposed)) {
			method = findInInterfaces(function, exposed);
		}
		if (method == null) {
			throw function.invalid(
					"Its bean is %s, and no interface of that has the method.".formatted(describe(exposed)),
					"Add the method to an interface of the bean, or use class-based proxies (proxyTargetClass = true).");
		}
		if (SpringProxy.class.isAssignableFrom(exposed)) {
			requireOverridable(function, method, exposed);
		}
		ReflectionUtils.makeAccessible(method);
		return method;
	}

	/**
	 * A method that is not overridden would run on the proxy itself, which has no state.
	 */
	private static void requireOverridable(BeanMethod function, Method method, Class<?> proxy) {
		if (Modifier.isFinal(method.getModifiers())) {
			throw function.invalid("It is final, so the proxy of its bean cannot override it.", "Remove 'final'.");
		}
		if (isPackagePrivate(method) && !isInSamePackage(method.getDeclaringClass(), proxy)) {
			throw function.invalid("It is package-private, and the proxy of its bean, which is in another package"
					+ " or class loader, cannot override it.", "Make it protected or public.");
		}
	}

	private static boolean isPackagePrivate(Method method) {
		return (method.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED | Modifier.PRIVATE)) == 0;
	}

	private static boolean isInSamePackage(Class<?> type, Class<?> other) {
		return type.getPackageName().equals(other.getPackageName()) && type.getClassLoader() == other.getClassLoader();
	}

	private static String describe(Class<?> exposed) {
		return Proxy.isProxyClass(exposed) ? "behind a JDK proxy" : "a " + exposed.getName();
	}

	/** Unlike Spring's own search, this one finds methods with generic parameters. */
	private static @Nullable Method findInInterfaces(BeanMethod function, Class<?> exposed) {
		for (Class<?> type : ClassUtils.getAllInterfacesForClass(exposed)) {
			for (Method candidate : type.getMethods()) {
				if (candidate.getName().equals(function.method().getName())
						&& candidate.getParameterCount() == function.method().getParameterCount()
						&& BridgeMethodResolver.getMostSpecificMethod(candidate, function.beanType())
							.equals(function.method())) {
					return candidate;
				}
			}
		}
		return null;
	}

}
