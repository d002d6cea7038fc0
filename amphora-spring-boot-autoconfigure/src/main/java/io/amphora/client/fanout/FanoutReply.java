package io.amphora.client.fanout;

import io.amphora.AmphoraException;
import org.jspecify.annotations.Nullable;

/**
 * The reply of one server to a gathered call.
 *
 * @param <T> the type of the result
 * @param instance the server that sent the reply
 * @param value the result, or {@code null} if the function returned nothing or failed
 * @param error the failure of the call on that server, or {@code null} if it succeeded
 */
public record FanoutReply<T>(String instance, @Nullable T value, @Nullable AmphoraException error) {

	/**
	 * Return whether the call succeeded on this server.
	 * @return {@code true} unless there is an {@link #error()}
	 */
	public boolean successful() {
		return this.error == null;
	}

}
