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

package io.amphora.reactive;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.util.ClassUtils;

/**
 * Distinguishes the reactive types that Spring's {@link ReactiveAdapterRegistry} knows.
 * Those with at most one value, such as {@code Mono}, can be results. Futures are not
 * reactive types. Can be used without Reactor.
 *
 * @since 0.1.0
 */
public final class ReactiveTypes {

	private static final boolean REACTOR = ClassUtils.isPresent("reactor.core.publisher.Mono",
			ReactiveTypes.class.getClassLoader());

	private static final ClassValue<Kind> KINDS = new ClassValue<>() {

		@Override
		protected Kind computeValue(Class<?> type) {
			return kind(type);
		}

	};

	private ReactiveTypes() {
	}

	/**
	 * Return what kind of type the class of a value is. Determined once for each class.
	 * @param value the value
	 * @return the kind
	 */
	public static Kind kindOf(Object value) {
		return KINDS.get(value.getClass());
	}

	/**
	 * Return what kind of type a class is.
	 * @param type the class
	 * @return the kind
	 */
	public static Kind kind(Class<?> type) {
		ReactiveAdapter adapter = CompletionStage.class.isAssignableFrom(type) ? null : adapter(type);
		if (adapter != null) {
			return (!adapter.isMultiValue() && REACTOR) ? Kind.SINGLE : Kind.UNSUPPORTED;
		}
		return Flow.Publisher.class.isAssignableFrom(type) ? Kind.UNSUPPORTED : Kind.NONE;
	}

	/**
	 * Return the class or interface whose type argument is the type of the value.
	 * @param type a class of the kind {@link Kind#SINGLE}
	 * @return the class, such as {@code Mono}, or {@code null} if there is never a value
	 */
	public static @Nullable Class<?> valueDeclaringType(Class<?> type) {
		ReactiveAdapter adapter = requiredAdapter(type);
		return adapter.isNoValue() ? null : adapter.getReactiveType();
	}

	/**
	 * Return what to do about a type of the kind {@link Kind#UNSUPPORTED}.
	 * @param type the class
	 * @return a sentence
	 */
	public static String remedy(Class<?> type) {
		ReactiveAdapter adapter = adapter(type);
		return (adapter != null && !adapter.isMultiValue())
				? "Add 'reactor-core' to the dependencies, or return a CompletableFuture."
				: "Return a collection, or a reactive type with at most one value, as in Mono<List<Integer>>.";
	}

	static ReactiveAdapter requiredAdapter(Class<?> type) {
		ReactiveAdapter adapter = adapter(type);
		if (adapter == null) {
			throw new IllegalArgumentException(type + " is not a reactive type");
		}
		return adapter;
	}

	private static @Nullable ReactiveAdapter adapter(Class<?> type) {
		return ReactiveAdapterRegistry.getSharedInstance().getAdapter(type);
	}

	/**
	 * What kind of type a class is.
	 */
	public enum Kind {

		/** Not reactive. */
		NONE,

		/** Has at most one value. */
		SINGLE,

		/** Reactive, but may have several values, or Reactor is missing. */
		UNSUPPORTED

	}

}
