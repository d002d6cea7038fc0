package io.amphora.serializer;

import java.lang.reflect.Type;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a call that a server sends.
 */
public sealed interface RpcResult {

	/**
	 * The function returned.
	 *
	 * @param value the result, or {@code null} if there is none
	 * @param type the declared type of the function's result, or {@code Object} if it is
	 * unknown
	 */
	record Value(@Nullable Object value, Type type) implements RpcResult {

		/**
		 * Create a result without a declared type.
		 * @param value the result, or {@code null} if there is none
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
