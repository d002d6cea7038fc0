package io.amphora;

import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;

/**
 * Ties a {@link CallContext} to the threads that work for it. Servers open a scope around
 * a function; clients look for one to learn that they are called from inside a function.
 * Thread-safe: the current scope is kept per thread.
 */
public abstract class CallScope {

	private static final ThreadLocal<@Nullable CallScope> CURRENT = new ThreadLocal<>();

	/**
	 * The scope of the current thread.
	 * @return the scope, or {@code null} if the thread runs no function
	 */
	public static @Nullable CallScope current() {
		return CURRENT.get();
	}

	static @Nullable CallContext currentContext() {
		CallScope scope = CURRENT.get();
		return (scope != null) ? scope.context() : null;
	}

	/** A task for another thread, within the scope of the current one. */
	static Runnable carry(Runnable task) {
		CallScope scope = CURRENT.get();
		if (scope == null) {
			return task;
		}
		CallScope carried = (scope instanceof CarriedScope) ? scope : new CarriedScope(scope);
		return () -> carried.run(task);
	}

	/**
	 * The call that this scope is for.
	 * @return the context
	 */
	public abstract CallContext context();

	/**
	 * The function that this scope is for has called another function. Every call is
	 * followed by {@link #callEnded()}, on any thread.
	 */
	public abstract void callStarted();

	/**
	 * The call that {@link #callStarted()} announced is over.
	 */
	public abstract void callEnded();

	/**
	 * A function called another function and waits for its answer on this thread. The
	 * server may let others use the thread's share of its concurrency meanwhile. Every
	 * call is followed by {@link #unblocked()} on the same thread.
	 */
	public abstract void blocked();

	/**
	 * The wait that {@link #blocked()} announced is over.
	 */
	public abstract void unblocked();

	/**
	 * Run an action within this scope.
	 * @param <T> the type of the result
	 * @param action the action
	 * @return the action's result
	 * @throws Exception what the action throws
	 */
	public <T> T run(Callable<T> action) throws Exception {
		CallScope before = enter();
		try {
			return action.call();
		}
		finally {
			leave(before);
		}
	}

	private void run(Runnable task) {
		CallScope before = enter();
		try {
			task.run();
		}
		finally {
			leave(before);
		}
	}

	private @Nullable CallScope enter() {
		CallScope before = CURRENT.get();
		CURRENT.set(this);
		return before;
	}

	/** Not removed, even if there was none: the thread runs the next function soon. */
	private static void leave(@Nullable CallScope before) {
		CURRENT.set(before);
	}

}
