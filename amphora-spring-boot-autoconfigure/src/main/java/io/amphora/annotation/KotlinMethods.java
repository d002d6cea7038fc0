package io.amphora.annotation;

import java.lang.reflect.Method;

/**
 * Recognizes methods whose compiled form differs from their Kotlin source.
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
