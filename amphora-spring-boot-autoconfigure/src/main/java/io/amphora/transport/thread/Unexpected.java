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

import java.util.function.Consumer;

import org.apache.commons.logging.Log;

/**
 * Reports exceptions and errors that nothing else handles, whether thrown by an
 * application or by Amphora. Reporting never fails: an exception may be unable to provide
 * its message, and there may be no memory or stack left to log it.
 *
 * @since 0.1.0
 */
public final class Unexpected {

	private Unexpected() {
	}

	/**
	 * Log a failure as an error.
	 * @param logger the logger of the class that caught it
	 * @param message the operation that failed
	 * @param failure the exception or error
	 */
	public static void log(Log logger, String message, Throwable failure) {
		try {
			logger.error(message, failure);
		}
		catch (Throwable ex) {
			logType(logger, message, failure);
		}
	}

	private static void logType(Log logger, String message, Throwable failure) {
		try {
			logger.error(message + ": " + failure.getClass().getName());
		}
		catch (Throwable ex) {
			// the failure cannot be reported
		}
	}

	/**
	 * Run an action for each of several objects, such as listeners. If it fails for one
	 * of them, the failure is logged as an error, and the action runs for the others.
	 * @param <T> the type of the objects
	 * @param logger the logger of the class that calls this method
	 * @param message the operation that failed
	 * @param objects the objects
	 * @param action the action
	 */
	public static <T> void forEach(Log logger, String message, Iterable<T> objects, Consumer<T> action) {
		for (T object : objects) {
			try {
				action.accept(object);
			}
			catch (Throwable ex) {
				log(logger, message, ex);
			}
		}
	}

	/**
	 * Describe a failure.
	 * @param failure the exception or error
	 * @return its type and message, or the type alone if it cannot provide its message
	 */
	public static String describe(Throwable failure) {
		try {
			return failure.toString();
		}
		catch (Throwable ex) {
			return failure.getClass().getName();
		}
	}

}
