package io.amphora.transport;

import java.util.function.BooleanSupplier;

/**
 * Marks the threads that a broker connection delivers with, while they do so, and those
 * that send for others. Whoever blocks such a thread stops what it waits for.
 */
public final class BrokerThread {

	private static final ThreadMark MARK = new ThreadMark();

	private static final ThreadMark CALLBACKS = new ThreadMark();

	private BrokerThread() {
	}

	/**
	 * Whether the current thread is delivering or sending for a broker connection.
	 * @return {@code true} if it must not block
	 */
	public static boolean isCurrent() {
		return MARK.isSet();
	}

	static void run(Runnable action) {
		MARK.run(action);
	}

	/**
	 * Whether the current thread may run the code of others at the end of a call: it
	 * neither reads from a connection, nor is the timer, nor sends for others.
	 */
	static boolean mayCallBack() {
		return !isCurrent() || CALLBACKS.isSet();
	}

	/** Mark a thread that delivers, and holds up its own deliveries at most. */
	static void runCallbacks(Runnable action) {
		MARK.run(() -> CALLBACKS.run(action));
	}

	static boolean test(BooleanSupplier action) {
		return MARK.test(action);
	}

}
