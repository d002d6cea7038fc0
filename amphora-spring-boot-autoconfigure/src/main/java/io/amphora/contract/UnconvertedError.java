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

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

import io.amphora.RemoteException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * Warns once for each class that a declared exception cannot be created from the
 * arguments of a {@link RemoteException}.
 */
final class UnconvertedError {

	private static final Log logger = LogFactory.getLog(UnconvertedError.class);

	private static final int MOST_TYPES = 10;

	/** Does not prevent the classes from being unloaded. */
	private static final ClassValue<AtomicBoolean> warned = new ClassValue<>() {

		@Override
		protected AtomicBoolean computeValue(Class<?> type) {
			return new AtomicBoolean();
		}

	};

	private UnconvertedError() {
	}

	/** Contains the types of the arguments, but not their values. */
	static void noConstructor(Class<?> type, List<@Nullable Object> args) {
		warn(type, "the class has no constructor for " + arguments(args));
	}

	static void constructorThrew(Class<?> type, Throwable failure) {
		warn(type, "a constructor of the class throws " + failure.getClass().getName());
	}

	private static void warn(Class<?> type, String reason) {
		if (!warned.get(type).getAndSet(true)) {
			logger
				.warn(("Callers get a RemoteException instead of %s: %s. Correct the constructor, or let the function throw"
						+ " a RemoteException with other arguments, as described in docs/typed-clients.md (\"Exceptions\").")
					.formatted(type.getName(), reason));
		}
	}

	private static String arguments(List<@Nullable Object> args) {
		if (args.isEmpty()) {
			return "an error without arguments";
		}
		String types = args.stream().limit(MOST_TYPES).map(UnconvertedError::type).collect(Collectors.joining(", "));
		return "%d %s (%s%s)".formatted(args.size(), (args.size() > 1) ? "arguments" : "argument", types,
				(args.size() > MOST_TYPES) ? ", ..." : "");
	}

	private static String type(@Nullable Object value) {
		if (value instanceof List || value instanceof Map) {
			return (value instanceof List) ? "List" : "Map";
		}
		return (value != null) ? ClassUtils.getShortName(value.getClass()) : "null";
	}

}
