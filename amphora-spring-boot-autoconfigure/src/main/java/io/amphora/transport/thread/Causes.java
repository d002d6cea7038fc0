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

package io.amphora.transport.thread;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;

/**
 * Looks through exceptions of applications and their causes. They may throw instead of
 * returning their cause, and causes may form a circle.
 *
 * @since 0.1.0
 */
public final class Causes {

	private static final int MAX_CAUSES = 20;

	private Causes() {
	}

	/**
	 * Return the exception of a task, without the exceptions that futures wrap around it.
	 * @param thrown the exception with which a future has completed
	 * @return the first exception that does not wrap another one in this way, as far as
	 * causes can be read
	 */
	public static Throwable unwrap(Throwable thrown) {
		return unwrap(thrown, (failure) -> false);
	}

	/**
	 * Return the exception of a task, without the exceptions that futures and others wrap
	 * around it.
	 * @param thrown the exception
	 * @param otherWrapper whether an exception that no future adds is a wrapper as well
	 * @return the first exception that does not wrap another one in these ways, as far as
	 * causes can be read
	 */
	public static Throwable unwrap(Throwable thrown, Predicate<Throwable> otherWrapper) {
		Throwable failure = thrown;
		try {
			for (int i = 0; i < MAX_CAUSES && (isOfFuture(failure) || otherWrapper.test(failure)); i++) {
				Throwable cause = failure.getCause();
				if (cause == null) {
					return failure;
				}
				failure = cause;
			}
		}
		catch (Throwable ex) {
			// the last exception whose cause can be read is as good as any
		}
		return failure;
	}

	private static boolean isOfFuture(Throwable failure) {
		return failure instanceof CompletionException || failure instanceof ExecutionException;
	}

	/**
	 * Return whether an exception or one of its causes has a property.
	 * @param failure the exception
	 * @param property the property
	 * @return {@code false} also if the causes cannot be read
	 */
	public static boolean anyMatch(Throwable failure, Predicate<Throwable> property) {
		try {
			Throwable cause = failure;
			for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
				if (property.test(cause)) {
					return true;
				}
				cause = cause.getCause();
			}
		}
		catch (Throwable ex) {
			// the property is unknown
		}
		return false;
	}

	/**
	 * Return the name of the type of an exception.
	 * @param failure the exception
	 * @return the simple name of its class or, for an anonymous class, of the superclass
	 */
	public static String typeName(Throwable failure) {
		String name = failure.getClass().getSimpleName();
		return name.isEmpty() ? failure.getClass().getSuperclass().getSimpleName() : name;
	}

}
