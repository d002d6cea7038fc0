package io.amphora.embedded;

import io.amphora.AmphoraException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when the embedded broker cannot be started.
 */
public class EmbeddedBrokerException extends AmphoraException {

	/**
	 * Create a new exception.
	 * @param message the failure and its remedy
	 * @param cause the cause, or {@code null} if there is none
	 */
	public EmbeddedBrokerException(String message, @Nullable Throwable cause) {
		super(message, null, cause);
	}

}
