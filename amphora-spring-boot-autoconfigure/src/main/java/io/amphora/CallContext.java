package io.amphora;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * The call that a server is running on the current thread. A function may ask for it as a
 * parameter, or find it with {@link #current()}. Safe for use by several threads.
 */
public interface CallContext {

	/**
	 * The service that was called.
	 * @return the service's name
	 */
	String service();

	/**
	 * The name that the function was called by.
	 * @return the function's name
	 */
	String function();

	/**
	 * The correlation id that the caller gave the request.
	 * @return the correlation id, or {@code null} if the caller gave none
	 */
	@Nullable String correlationId();

	/**
	 * The application that sent the request.
	 * @return the caller's {@code app_id}, or {@code null} if it gave none
	 */
	@Nullable String appId();

	/**
	 * Whether the request was sent or delivered before, to this server or to another.
	 * @return {@code true} if the function may have run for this request already
	 */
	boolean redelivered();

	/**
	 * How long the caller is going to wait from now on. The time that the request has
	 * waited in its queue counts as soon as the server knows how far the clock of the
	 * caller is from its own; it never counts for more than it was.
	 * @return what is left of the caller's timeout, never negative, or {@code null} if
	 * the caller set none
	 */
	@Nullable Duration remaining();

	/**
	 * When the caller stops to wait, by the clock of this machine.
	 * @return the end of the caller's timeout, or {@code null} if the caller set none
	 */
	@Nullable Instant deadline();

	/**
	 * The call that the current thread is running.
	 * @return the context, or {@code null} on a thread that runs no function
	 */
	static @Nullable CallContext current() {
		return CallScope.currentContext();
	}

	/**
	 * Give a function's context to the threads that it hands work to, so that calls from
	 * there wait no longer than the function's caller does.
	 * @param executor runs the tasks
	 * @return an executor whose tasks have the {@linkplain #current() context} of the
	 * thread that they are given by, if it has one
	 */
	static Executor propagating(Executor executor) {
		return (task) -> executor.execute(CallScope.carry(task));
	}

}
