package io.amphora.serializer;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * A received value whose type only its user knows. Thread-safe.
 */
public interface RpcValue {

	/**
	 * Whether the value is {@code null}.
	 * @return {@code true} for the null value
	 */
	boolean isNull();

	/**
	 * Read the value as a type.
	 * @param type the wanted type, generics included
	 * @return the value, {@code null} if it {@linkplain #isNull() is null} and the type
	 * is no primitive
	 * @throws IllegalArgumentException if the value does not fit the type; the message
	 * says why, without the value itself
	 */
	@Nullable Object as(Type type);

}
