package io.amphora.faults;

/**
 * What forked clients and servers tell to their test, line by line.
 */
final class FaultLines {

	static final String READY = "ready";

	static final String ACCEPTED = "accepted";

	static final String EXECUTED = "executed";

	static final String ANSWERED = "answered";

	static final String FAILED = "failed";

	private static final String MARK = "#fault ";

	private FaultLines() {
	}

	static void print(String event, String text) {
		synchronized (FaultLines.class) {
			System.out.println(MARK + event + " " + text);
		}
	}

	/** The event of a line, and what it says; or nothing if it is another line. */
	static String[] parse(String line) {
		return line.startsWith(MARK) ? line.substring(MARK.length()).split(" ", 2) : new String[] { "", "" };
	}

}
