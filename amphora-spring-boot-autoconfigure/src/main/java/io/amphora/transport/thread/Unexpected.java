package io.amphora.transport.thread;

import org.apache.commons.logging.Log;

/**
 * Reports exceptions and errors that nothing else handles, whether thrown by an
 * application or by Amphora. Reporting never fails: an exception may be unable to provide
 * its message, and there may be no memory or stack left to log it.
 */
public final class Unexpected {

	private Unexpected() {
	}

	/**
	 * Log a failure as an error.
	 * @param logger the logger of the class that caught it
	 * @param message the operation that failed
	 * @param failure the exception or error
	 */
	public static void log(Log logger, String message, Throwable failure) {
		try {
			logger.error(message, failure);
		}
		catch (Throwable ex) {
			logType(logger, message, failure);
		}
	}

	private static void logType(Log logger, String message, Throwable failure) {
		try {
			logger.error(message + ": " + failure.getClass().getName());
		}
		catch (Throwable ex) {
			// the failure cannot be reported
		}
	}

	/**
	 * Describe a failure.
	 * @param failure the exception or error
	 * @return its type and message, or the type alone if it cannot provide its message
	 */
	public static String describe(Throwable failure) {
		try {
			return failure.toString();
		}
		catch (Throwable ex) {
			return failure.getClass().getName();
		}
	}

}
