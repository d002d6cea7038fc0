package io.amphora.serializer;

import java.lang.reflect.Type;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a call, to be sent.
 */
public sealed interface RpcResult {

	/**
	 * The function returned.
	 *
	 * @param value what it returned, {@code null} for nothing
	 * @param type the type that the function declares for its result, {@code Object} if
	 * it is not known
	 */
	record Value(@Nullable Object value, Type type) implements RpcResult {

		/**
		 * Create a result without a declared type.
		 * @param value what the function returned, {@code null} for nothing
		 */
		public Value(@Nullable Object value) {
			this(value, Object.class);
		}

	}

	/**
	 * The function failed.
	 *
	 * @param type the simple class name of the exception
	 * @param args the arguments of the exception
	 */
	record Failure(String type, List<? extends @Nullable Object> args) implements RpcResult {
	}

}
