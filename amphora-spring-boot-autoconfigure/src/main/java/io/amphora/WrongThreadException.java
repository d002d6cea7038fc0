package io.amphora;

/**
 * A blocking call was made on a thread that delivers answers, where it would wait for
 * itself. Use {@code defer}, or move on to another thread first.
 */
public class WrongThreadException extends AmphoraException {

	/**
	 * Create a new exception.
	 * @param message which call was made where, and the way out
	 */
	public WrongThreadException(String message) {
		super(message, null, null);
	}

}
