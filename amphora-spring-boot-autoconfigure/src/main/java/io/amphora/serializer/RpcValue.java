package io.amphora.serializer;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * A received value that is converted to a type on request. Thread-safe.
 */
public interface RpcValue {

	/**
	 * Return whether the value is {@code null}.
	 * @return {@code true} if the value is {@code null}
	 */
	boolean isNull();

	/**
	 * Convert the value to a type.
	 * @param type the target type, including generics
	 * @return the converted value; if the value {@linkplain #isNull() is null}, the empty
	 * value of the type, such as an empty {@code Optional}, or {@code null} for most
	 * types
	 * @throws IllegalArgumentException if the value does not fit the type; the message
	 * gives the reason without the value
	 */
	@Nullable Object as(Type type);

}
