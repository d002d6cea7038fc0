package io.amphora.annotation;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.core.ResolvableType;

/**
 * Registers runtime hints for functions in native images: a function is called by
 * reflection, and its arguments and result are converted from and to JSON.
 */
public final class FunctionHints {

	private static final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	private FunctionHints() {
	}

	/**
	 * Register a function.
	 * @param hints the hints to add to
	 * @param type the class of the bean, or the contract
	 * @param method the method of the function
	 */
	public static void register(RuntimeHints hints, Class<?> type, Method method) {
		hints.reflection().registerMethod(method, ExecutableMode.INVOKE);
		Set<Type> types = new HashSet<>();
		collect(ResolvableType.forMethodReturnType(method, type), types);
		for (int i = 0; i < method.getParameterCount(); i++) {
			collect(ResolvableType.forMethodParameter(method, i, type), types);
		}
		binding.registerReflectionHints(hints.reflection(), types.toArray(Type[]::new));
	}

	/** Types of the JDK, such as futures, are not bound, but their type arguments are. */
	private static void collect(ResolvableType type, Set<Type> types) {
		Class<?> resolved = type.isArray() ? null : type.resolve();
		if (type.isArray()) {
			collect(type.getComponentType(), types);
		}
		else if (resolved != null && !resolved.isPrimitive() && !resolved.getName().startsWith("java.")) {
			types.add(resolved);
		}
		for (ResolvableType generic : type.getGenerics()) {
			collect(generic, types);
		}
	}

}
