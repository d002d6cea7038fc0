package io.amphora.annotation;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.util.List;

import io.amphora.CallContext;

/**
 * Finds parameters that no serializer could read, so that the application does not start
 * instead of refusing every call.
 */
final class ReadableTypes {

	/** A class could be read, but callers shall not choose which ones are loaded. */
	private static final List<Class<?>> UNREADABLE = List.of(InputStream.class, OutputStream.class, Reader.class,
			Writer.class, Class.class, ClassLoader.class, Thread.class, CallContext.class);

	private ReadableTypes() {
	}

	static void requireReadable(BeanMethod function, FunctionParameter parameter) {
		Class<?> element = ConcreteTypes.erase(parameter.type());
		while (element.isArray()) {
			element = element.componentType();
		}
		if (isUnreadable(element)) {
			throw function.invalid(
					"Its parameter %s of type %s cannot be read from a request.".formatted(parameter.label(),
							parameter.type().getTypeName()),
					"Take a value such as a string, a number, a record, a collection or a byte array instead.");
		}
	}

	private static boolean isUnreadable(Class<?> type) {
		boolean functionOfTheJdk = type.isAnnotationPresent(FunctionalInterface.class)
				&& type.getName().startsWith("java.");
		return functionOfTheJdk || UNREADABLE.stream().anyMatch((unreadable) -> unreadable.isAssignableFrom(type));
	}

}
