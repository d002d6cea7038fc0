package io.amphora.client;

import io.amphora.AmphoraException;
import org.jspecify.annotations.Nullable;

/**
 * What one server answered to a gathered call.
 *
 * @param <T> the type of the result
 * @param instance the server that answered
 * @param value the result, {@code null} if the function returned nothing or failed
 * @param error what the call failed with on that server, or {@code null} if it did not
 */
public record Answer<T>(String instance, @Nullable T value, @Nullable AmphoraException error) {

	/**
	 * Whether the function returned.
	 * @return {@code true} unless there is an {@link #error()}
	 */
	public boolean successful() {
		return this.error == null;
	}

}
