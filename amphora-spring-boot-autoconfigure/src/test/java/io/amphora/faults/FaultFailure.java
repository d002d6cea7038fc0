package io.amphora.faults;

import java.util.concurrent.CompletionException;

/**
 * How a request failed.
 *
 * @param type the simple name of the exception
 * @param claim what the exception says of the function
 * @param text the exception
 */
record FaultFailure(String type, Truth claim, String text) {

	static FaultFailure of(Throwable thrown) {
		Throwable failure = (thrown instanceof CompletionException && thrown.getCause() != null) ? thrown.getCause()
				: thrown;
		return new FaultFailure(failure.getClass().getSimpleName(), Truth.of(failure),
				failure.toString().replace('\n', ' '));
	}

	static FaultFailure parse(String line) {
		String[] parts = line.split(" ", 3);
		return new FaultFailure(parts[0], Truth.valueOf(parts[1]), parts[2]);
	}

	/** The failure as {@link #parse} reads it. */
	String line() {
		return this.type + " " + this.claim + " " + this.text;
	}

}
