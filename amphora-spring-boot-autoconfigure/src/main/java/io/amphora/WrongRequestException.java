package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * The server could not use the request: it does not know the function, or the arguments
 * do not fit. On the server, a function or a serializer throws it to answer so.
 */
public class WrongRequestException extends AmphoraException {

	/** The {@code type} that stands for this exception on the wire. */
	public static final String WIRE_TYPE = "WrongRequest";

	/**
	 * Create a new exception.
	 * @param message what is wrong with the request
	 */
	public WrongRequestException(String message) {
		this(message, null, null);
	}

	/**
	 * Create a new exception.
	 * @param message what is wrong with the request
	 * @param report how far the call got, or {@code null} on the server
	 * @param cause the cause, or {@code null} if there is none
	 */
	public WrongRequestException(String message, @Nullable CallReport report, @Nullable Throwable cause) {
		super(message, report, cause);
	}

}
