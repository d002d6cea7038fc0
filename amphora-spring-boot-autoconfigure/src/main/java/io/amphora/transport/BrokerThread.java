package io.amphora.transport;

import java.util.function.BooleanSupplier;

/**
 * Marks threads while they deliver for a broker connection or send for other threads.
 * Blocking such a thread also blocks the operation that it waits for.
 */
public final class BrokerThread {

	private static final ThreadMark MARK = new ThreadMark();

	private static final ThreadMark CALLBACKS = new ThreadMark();

	private BrokerThread() {
	}

	/**
	 * Return whether the current thread is delivering or sending for a broker connection.
	 * @return {@code true} if it must not block
	 */
	public static boolean isCurrent() {
		return MARK.isSet();
	}

	static void run(Runnable action) {
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
	static void runCallbacks(Runnable action) {
		MARK.run(() -> CALLBACKS.run(action));
	}

	static boolean test(BooleanSupplier action) {
		return MARK.test(action);
	}

}
