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

import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.BaseStream;
import java.util.stream.Stream;

import io.amphora.CallContext;
import io.amphora.kotlin.KotlinMethods;

import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.InputStreamSource;

/**
 * Determines which types can be arguments or results, so that an application with other
 * types fails at start-up instead of at every call.
 *
 * @since 0.1.0
 */
public final class TransportableTypes {

	private static final List<Class<?>> UNSUPPORTED = List.of(InputStream.class, OutputStream.class, Reader.class,
			Writer.class, InputStreamSource.class, ClassLoader.class, Thread.class, Future.class, CompletionStage.class,
			Flow.Publisher.class, CallContext.class);

	/** Classes could be read, but callers must not choose which classes are loaded. */
	private static final List<Class<?>> WRITABLE_ONLY = List.of(Class.class, BaseStream.class);

	/** Types of Kotlin, which may be missing. */
	private static final Set<String> UNSUPPORTED_IN_KOTLIN = Set.of("kotlin.Function", "kotlin.coroutines.Continuation",
			"kotlin.coroutines.CoroutineContext", "kotlinx.coroutines.CoroutineScope", "kotlinx.coroutines.flow.Flow",
			"kotlinx.coroutines.channels.ReceiveChannel", "kotlinx.coroutines.channels.SendChannel");

	private static final Set<String> WRITABLE_ONLY_IN_KOTLIN = Set.of("kotlin.sequences.Sequence");

	private TransportableTypes() {
	}

	/**
	 * Return whether a serializer can read values of a type, so that it can be the type
	 * of a function's parameter or of a contract's result.
	 * @param type the type, without type variables
	 * @return {@code false} for a type such as {@code InputStream} or {@code Flux}, and
	 * for an array, an optional or a collection of it
	 */
	public static boolean isReadable(Type type) {
		return !contains(type, (element) -> isUnsupported(element) || isAny(WRITABLE_ONLY, element)
				|| KotlinMethods.isSubtype(element, WRITABLE_ONLY_IN_KOTLIN));
	}

	/**
	 * Return whether a serializer can write values of a type, so that it can be the type
	 * of a function's result or of a contract's parameter.
	 * @param type the type, without type variables
	 * @return {@code false} for a type such as {@code InputStream} or {@code Flux}, and
	 * for an array, an optional or a collection of it
	 */
	public static boolean isWritable(Type type) {
		return !contains(type, TransportableTypes::isUnsupported);
	}

	private static boolean contains(Type type, Predicate<Class<?>> unsupported) {
		return contains(type, unsupported, new HashSet<>());
	}

	/** The elements of a container may be containers of its own type. */
	private static boolean contains(Type type, Predicate<Class<?>> unsupported, Set<Type> visited) {
		if (!visited.add(type)) {
			return false;
		}
		Class<?> raw = TypeVariables.erase(type);
		ResolvableType resolvable = ResolvableType.forType(type);
		if (raw.isArray()) {
			return contains(resolvable.getComponentType().getType(), unsupported, visited);
		}
		return unsupported.test(raw) || (isContainer(raw) && Stream.of(resolvable.getGenerics())
			.anyMatch((element) -> contains(element.getType(), unsupported, visited)));
	}

	private static boolean isContainer(Class<?> type) {
		return type == Optional.class || Collection.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type);
	}

	private static boolean isUnsupported(Class<?> type) {
		boolean functionOfTheJdk = type.isAnnotationPresent(FunctionalInterface.class)
				&& type.getName().startsWith("java.");
		return functionOfTheJdk || isAny(UNSUPPORTED, type) || KotlinMethods.isSubtype(type, UNSUPPORTED_IN_KOTLIN)
				|| ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null;
	}

	private static boolean isAny(List<Class<?>> types, Class<?> type) {
		return types.stream().anyMatch((each) -> each.isAssignableFrom(type));
	}

}
