package io.amphora.transport;

/**
 * Marks the threads that a broker connection delivers with, while they do so, and those
 * that send for others. Whoever blocks such a thread stops what it waits for.
 */
public final class BrokerThread {

	private static final ThreadLocal<Boolean> MARK = new ThreadLocal<>();

	private BrokerThread() {
	}

	/**
	 * Whether the current thread is delivering or sending for a broker connection.
	 * @return {@code true} if it must not block
	 */
	public static boolean isCurrent() {
		return MARK.get() != null;
	}

	static void run(Runnable action) {
		if (isCurrent()) {
			action.run();
			return;
		}
		MARK.set(Boolean.TRUE);
		try {
			action.run();
		}
		finally {
			MARK.remove();
		}
	}

}
