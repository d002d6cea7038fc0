package io.amphora.autoconfigure.server;

import io.amphora.AmphoraException;

/**
 * Thrown if a function does not belong to a service.
 */
class MissingServiceNameException extends AmphoraException {

	MissingServiceNameException(String function, String beanName) {
		super("Function '%s' of bean '%s' names no service, and the application has no default service."
			.formatted(function, beanName), null, null);
	}

}
