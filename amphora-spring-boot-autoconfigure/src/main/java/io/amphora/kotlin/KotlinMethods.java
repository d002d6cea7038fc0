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

package io.amphora.kotlin;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import io.amphora.reactive.ReactiveTypes;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.KotlinDetector;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Methods as declared in their source, which for Kotlin differs from their compiled form.
 * Can be used without Kotlin.
 *
 * @since 0.1.0
 */
public final class KotlinMethods {

	/** Stands for an argument whose default the function uses. */
	public static final Object OMITTED = new Object();

	private static final Log logger = LogFactory.getLog(KotlinMethods.class);

	private static final String CONTINUATION = "kotlin.coroutines.Continuation";

	private static final String FLOW = "kotlinx.coroutines.flow.Flow";

	private static final @Nullable Class<?> UNIT = unit();

	private static final boolean COROUTINES = ClassUtils.isPresent("kotlinx.coroutines.future.FutureKt",
			KotlinMethods.class.getClassLoader());

	private KotlinMethods() {
	}

	/**
	 * Return the function of a method.
	 * @param method the method
	 * @return the function, or {@code null} if the method was not compiled by Kotlin or
	 * if {@code kotlin-reflect} is missing
	 */
	public static @Nullable KotlinFunction function(Method method) {
		if (!KotlinDetector.isKotlinReflectPresent() || !KotlinDetector.isKotlinType(method.getDeclaringClass())) {
			return null;
		}
		try {
			return ReflectedFunction.of(method);
		}
		catch (RuntimeException | Error ex) {
			// as for classes that the compiler generates, or metadata of a later version
			logger.debug("The Kotlin function of " + method + " is unknown", ex);
			return null;
		}
	}

	/**
	 * Return whether a method is a suspending function.
	 * @param method the method
	 * @return {@code true} if its last parameter is a {@code Continuation}
	 */
	public static boolean isSuspending(Method method) {
		Class<?>[] parameters = method.getParameterTypes();
		return parameters.length > 0 && parameters[parameters.length - 1].getName().equals(CONTINUATION);
	}

	/**
	 * Return what keeps a method from being called by other applications.
	 * @param method the method
	 * @return the obstacle, or {@code null} if there is none that concerns Kotlin
	 */
	public static @Nullable KotlinObstacle obstacle(Method method) {
		KotlinFunction function = function(method);
		boolean suspending = isSuspending(method);
		if (suspending && function == null) {
			return KotlinDetector.isKotlinReflectPresent() ? KotlinObstacle.NO_METADATA : KotlinObstacle.NO_REFLECTION;
		}
		if (suspending && !COROUTINES) {
			return KotlinObstacle.NO_COROUTINES;
		}
		KotlinObstacle obstacle = (function != null) ? function.obstacle() : null;
		return (obstacle != null || function == null) ? obstacle : obstacle(function.resultType(), suspending);
	}

	private static @Nullable KotlinObstacle obstacle(Type result, boolean suspending) {
		Class<?> type = ResolvableType.forType(result).resolve(Object.class);
		if (isSubtype(type, Set.of(FLOW))) {
			return KotlinObstacle.FLOW;
		}
		boolean future = CompletionStage.class.isAssignableFrom(type) || Future.class.isAssignableFrom(type)
				|| ReactiveTypes.kind(type) == ReactiveTypes.Kind.SINGLE;
		return (suspending && future) ? KotlinObstacle.SUSPENDING_FUTURE : null;
	}

	/**
	 * Return whether the compiler has generated a method for callers in Java that leave
	 * out arguments, because of {@code @JvmOverloads}.
	 * @param method the method, which has the annotations of the function
	 * @return {@code true} if the function has another method with all parameters
	 */
	public static boolean isOverload(Method method) {
		Class<?> type = method.getDeclaringClass();
		return KotlinDetector.isKotlinType(type) && function(method) == null
				&& Stream.of(type.getDeclaredMethods())
					.anyMatch((other) -> other.getName().equals(method.getName())
							&& other.getParameterCount() > method.getParameterCount() && function(other) != null);
	}

	/**
	 * Return the function that a method of the compiler only calls, because the function
	 * overrides one of a generic type. The names of the methods may differ, and the
	 * function may be inherited.
	 * @param method the method
	 * @return the method of the function, or the same method if it is not such a method
	 */
	public static Method withoutBridge(Method method) {
		boolean generated = method.isBridge() && KotlinDetector.isKotlinType(method.getDeclaringClass());
		Method function = generated ? OverriddenMethods.bridged(method) : null;
		return (function != null) ? function : method;
	}

	/**
	 * Return whether two methods of a type are one function in their source, because the
	 * type overrides a function of a generic type.
	 * @param method a method
	 * @param other a method
	 * @param type the type
	 * @return {@code true} if the names and the parameters are the same
	 */
	public static boolean isSame(Method method, Method other, Class<?> type) {
		return OverriddenMethods.overrides(method, other, type);
	}

	/**
	 * Return the class of the companion object of a class.
	 * @param type the class
	 * @return the class of the companion object, or {@code null} if there is none
	 */
	public static @Nullable Class<?> companion(Class<?> type) {
		if (!KotlinDetector.isKotlinType(type)) {
			return null;
		}
		try {
			return Stream.of(type.getDeclaredFields())
				.filter((field) -> Modifier.isStatic(field.getModifiers())
						&& field.getType().getDeclaringClass() == type
						&& field.getType().getSimpleName().equals(field.getName()))
				.<Class<?>>map(Field::getType)
				.findFirst()
				.orElse(null);
		}
		catch (LinkageError ex) {
			logger.debug("The companion object of " + type + " is unknown", ex);
			return null;
		}
	}

	/**
	 * Return the result to send.
	 * @param value the result of a function, or the value of its future
	 * @return {@code null} for {@code Unit}, otherwise the same value
	 */
	public static @Nullable Object withoutUnit(@Nullable Object value) {
		return (value != null && isUnit(value.getClass())) ? null : value;
	}

	/**
	 * Return whether values of a type have no meaning.
	 * @param type the type
	 * @return {@code true} for {@code Unit}
	 */
	public static boolean isUnit(Type type) {
		return type == UNIT;
	}

	private static @Nullable Class<?> unit() {
		String name = "kotlin.Unit";
		ClassLoader classLoader = KotlinMethods.class.getClassLoader();
		return ClassUtils.isPresent(name, classLoader) ? ClassUtils.resolveClassName(name, classLoader) : null;
	}

	/**
	 * Return whether a type has a supertype that may be missing.
	 * @param type the type, or {@code null}
	 * @param names the names of supertypes
	 * @return {@code true} if the type or one of its supertypes has one of the names
	 */
	public static boolean isSubtype(@Nullable Class<?> type, Set<String> names) {
		return type != null && (names.contains(type.getName()) || isSubtype(type.getSuperclass(), names)
				|| Stream.of(type.getInterfaces()).anyMatch((each) -> isSubtype(each, names)));
	}

	/**
	 * Return the number of parameters in the source.
	 * @param method the method
	 * @return the number, without the continuation of a suspending function
	 */
	public static int parameterCount(Method method) {
		return isSuspending(method) ? method.getParameterCount() - 1 : method.getParameterCount();
	}

	/**
	 * Return the types of the parameters, as they are sent.
	 * @param method the method
	 * @return the types, without the continuation of a suspending function; for a value
	 * class, the type of its property
	 */
	public static Type[] parameterTypes(Method method) {
		KotlinFunction function = function(method);
		Type[] types = Arrays.copyOf(method.getGenericParameterTypes(), parameterCount(method), Type[].class);
		for (int i = 0; function != null && i < types.length; i++) {
			types[i] = function.parameterType(i);
		}
		return types;
	}

	/**
	 * Return the type of the result, as it is sent.
	 * @param method the method
	 * @return the type; for a value class, the type of its property
	 */
	public static Type resultType(Method method) {
		KotlinFunction function = function(method);
		return (function != null) ? function.resultType() : method.getGenericReturnType();
	}

	/**
	 * Return whether the last parameter takes all further arguments.
	 * @param method the method
	 * @return {@code true} for variable arguments
	 */
	public static boolean isVariable(Method method) {
		if (!isSuspending(method)) {
			return method.isVarArgs();
		}
		KotlinFunction function = function(method);
		int count = parameterCount(method);
		return function != null && count > 0 && function.isVararg(count - 1);
	}

	/**
	 * Return the name of a method in its source. The compiler adds a suffix to the names
	 * of {@code internal} functions, and of functions with a value class.
	 * @param method the method
	 * @return the name, or {@code null} if it is not known
	 */
	public static @Nullable String sourceName(Method method) {
		if (!isMangled(method)) {
			return method.getName();
		}
		KotlinFunction function = function(method);
		return (function != null) ? function.name() : null;
	}

	private static boolean isMangled(Method method) {
		return endOfSourceName(method.getName()) < method.getName().length();
	}

	/**
	 * Suggest a name for the function of a method whose source is not known.
	 * @param method the method
	 * @return the start of its name, or a placeholder
	 */
	public static String suggestName(Method method) {
		String name = method.getName().substring(0, endOfSourceName(method.getName()));
		return name.isEmpty() ? "otherName" : name;
	}

	private static int endOfSourceName(String name) {
		int end = 0;
		while (end < name.length() && name.charAt(end) != '$' && name.charAt(end) != '-') {
			end++;
		}
		return end;
	}

}
