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
	 * @return the value; if it {@linkplain #isNull() is null}, what stands for nothing in
	 * the type: an empty {@code Optional}, for instance, and {@code null} for most types
	 * @throws IllegalArgumentException if the value does not fit the type; the message
	 * says why, without the value itself
	 */
	@Nullable Object as(Type type);

}
