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

package io.amphora.annotation;

import java.lang.reflect.Method;

/**
 * Recognizes methods whose compiled form differs from their Kotlin source.
 *
 * @since 0.1.0
 */
public final class KotlinMethods {

	private static final String CONTINUATION = "kotlin.coroutines.Continuation";

	private KotlinMethods() {
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
	 * Return whether the name of a method differs from the name in its source. The
	 * compiler adds a suffix to the names of {@code internal} functions, and of functions
	 * with a parameter of a value class.
	 * @param method the method
	 * @return {@code true} if its name contains {@code $} or {@code -}
	 */
	public static boolean isMangled(Method method) {
		return endOfSourceName(method.getName()) < method.getName().length();
	}

	/**
	 * Suggest a name for the function of a mangled method.
	 * @param method the method
	 * @return the name in the source, or a placeholder if it is not known
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
