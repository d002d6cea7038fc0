package io.amphora.transport;

import org.apache.commons.logging.Log;

/**
 * Reports exceptions and errors that nothing else handles, whether an application or
 * Amphora itself throws them. Reporting never fails: an exception may be unable to
 * provide its message, and there may be no memory or stack left for a line of log.
 */
public final class Unexpected {

	private Unexpected() {
	}

	/**
	 * Log a failure as an error.
	 * @param logger the logger of the class that caught it
	 * @param message what could not be done
	 * @param failure what was thrown
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
			// nothing is left to report it with
		}
	}

	/**
	 * Describe a failure.
	 * @param failure what was thrown
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
