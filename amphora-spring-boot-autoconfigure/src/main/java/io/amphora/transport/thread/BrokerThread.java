package io.amphora.transport.thread;

import java.util.function.BooleanSupplier;

/**
 * Marks threads while they deliver for a broker connection or send for other threads.
 * Blocking such a thread also blocks the operation that it waits for.
 */
public final class BrokerThread {

	private static final ThreadFlag MARK = new ThreadFlag();

	private static final ThreadFlag CALLBACKS = new ThreadFlag();

	private BrokerThread() {
	}

	/**
	 * Return whether the current thread is delivering or sending for a broker connection.
	 * @return {@code true} if it must not block
	 */
	public static boolean isCurrent() {
		return MARK.isSet();
	}

	public static void run(Runnable action) {
		MARK.run(action);
	}

	/**
	 * Return whether the current thread may run foreign code when a call completes: it
	 * must neither read from a connection nor send for other threads.
	 */
	static boolean mayCallBack() {
		return !isCurrent() || CALLBACKS.isSet();
	}

	/**
	 * Mark a thread that delivers. Foreign code may delay it, because this affects only
	 * its own deliveries.
	 */
	public static void runCallbacks(Runnable action) {
		MARK.run(() -> CALLBACKS.run(action));
	}

	public static boolean test(BooleanSupplier action) {
		return MARK.test(action);
	}

}
