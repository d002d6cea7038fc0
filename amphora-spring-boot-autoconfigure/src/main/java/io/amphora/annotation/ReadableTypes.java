package io.amphora.annotation;

import java.lang.reflect.Type;

/**
 * Finds parameters and results of functions that cannot be transported, so that the
 * application does not start instead of refusing every call.
 */
final class ReadableTypes {

	private ReadableTypes() {
	}

	static void requireReadable(BeanMethod function, FunctionParameter parameter) {
		if (!TransportableTypes.isReadable(parameter.type())) {
			throw function.invalid(
					"Its parameter %s of type %s cannot be read from a request.".formatted(parameter.label(),
							parameter.type().getTypeName()),
					"Take a value such as a string, a number, a record, a collection or a byte array instead.");
		}
	}

	/**
	 * Require a result that can be sent.
	 * @param result the type of the result, in the future if the method returns one
	 */
	static void requireWritable(BeanMethod function, Type result) {
		if (!TransportableTypes.isWritable(result)) {
			throw function.invalid(
					"Its result of type %s cannot be sent to the caller.".formatted(result.getTypeName()),
					"Return a value such as a string, a number, a record, a collection or a byte array,"
							+ " or a CompletableFuture of one.");
		}
	}

}
