package io.amphora.autoconfigure.embedded;

import io.amphora.embedded.EmbeddedBrokerException;

/**
 * Thrown if the application is not set up for an embedded broker.
 */
class EmbeddedBrokerSetupException extends EmbeddedBrokerException {

	private final String description;

	private final String action;

	EmbeddedBrokerSetupException(String description, String action) {
		super(description + " " + action, null);
		this.description = description;
		this.action = action;
	}

	String description() {
		return this.description;
	}

	String action() {
		return this.action;
	}

}
