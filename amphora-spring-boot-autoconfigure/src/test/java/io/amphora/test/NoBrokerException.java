package io.amphora.test;

/**
 * A {@link BrokerSource} has no broker here, and says why.
 */
final class NoBrokerException extends Exception {

	NoBrokerException(String reason) {
		super(reason);
	}

	NoBrokerException(String reason, Throwable cause) {
		super(reason + ": " + cause.getMessage(), cause);
	}

}
