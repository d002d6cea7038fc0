package io.amphora.transport.thread;

import java.util.function.BooleanSupplier;

/**
 * Marks threads while they run an action. The mark stays with its thread, because adding
 * and removing it for every message costs more. Thread-safe.
 */
public final class ThreadFlag {

	private final ThreadLocal<boolean[]> mark = ThreadLocal.withInitial(() -> new boolean[1]);

	public boolean isSet() {
		return this.mark.get()[0];
	}

	/** Mark the current thread while the action runs, unless it is already marked. */
	public void run(Runnable action) {
		boolean[] current = this.mark.get();
		boolean before = current[0];
		current[0] = true;
		try {
			action.run();
		}
		finally {
			current[0] = before;
		}
	}

	/** Like {@link #run}, for an action with a result. */
	boolean test(BooleanSupplier action) {
		boolean[] current = this.mark.get();
		boolean before = current[0];
		current[0] = true;
		try {
			return action.getAsBoolean();
		}
		finally {
			current[0] = before;
		}
	}

}
