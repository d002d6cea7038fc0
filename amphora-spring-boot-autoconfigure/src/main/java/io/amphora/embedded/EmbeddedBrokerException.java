package io.amphora.embedded;

import io.amphora.AmphoraException;
import org.jspecify.annotations.Nullable;

/**
 * The embedded broker could not be started.
 */
public class EmbeddedBrokerException extends AmphoraException {

	/**
	 * Create a new exception.
	 * @param message what went wrong, and the way out
	 * @param cause the cause, or {@code null} if there is none
	 */
	public EmbeddedBrokerException(String message, @Nullable Throwable cause) {
		super(message, null, cause);
	}

}
