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

import java.util.function.Supplier;

import io.amphora.CallScope;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

import org.springframework.util.ClassUtils;

/**
 * Carries the context of a thread through Reactor's context, by Micrometer's context
 * propagation. Without that library, only the scope of the running function is carried.
 */
final class ReactorContext {

	/** The same key as that of the accessor for Micrometer's context propagation. */
	static final String CALL_SCOPE = "amphora.call";

	private static final boolean MICROMETER = ClassUtils.isPresent("io.micrometer.context.ContextSnapshotFactory",
			ReactorContext.class.getClassLoader());

	private ReactorContext() {
	}

	/** Return the context of the current thread. */
	static Context capture() {
		return MICROMETER ? Snapshots.capture() : captureScope();
	}

	static Context captureScope() {
		CallScope scope = CallScope.current();
		return (scope != null) ? Context.of(CALL_SCOPE, scope) : Context.empty();
	}

	/** Run an action on the current thread within a context. */
	static <T> T within(ContextView context, Supplier<T> action) {
		return MICROMETER ? Snapshots.within(context, action) : withinScope(context, action);
	}

	static <T> T withinScope(ContextView context, Supplier<T> action) {
		CallScope scope = context.getOrDefault(CALL_SCOPE, null);
		if (scope == null) {
			return action.get();
		}
		CallScope before = CallScope.current();
		CallScope.propagate(scope);
		try {
			return action.get();
		}
		finally {
			CallScope.restore(before);
		}
	}

	/** Uses the library that may be missing. */
	private static final class Snapshots {

		private static final ContextSnapshotFactory factory = ContextSnapshotFactory.builder().build();

		private Snapshots() {
		}

		static Context capture() {
			return factory.captureAll().updateContext(Context.empty());
		}

		static <T> T within(ContextView context, Supplier<T> action) {
			ContextSnapshot.Scope scope = factory.setThreadLocalsFrom(context);
			try {
				return action.get();
			}
			finally {
				scope.close();
			}
		}

	}

}
