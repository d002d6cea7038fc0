package io.amphora;

import java.time.Duration;

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
	 * Whether the broker has delivered the request before, to this server or to another.
	 * @return {@code true} if the function may have run for this request already
	 */
	boolean redelivered();

	/**
	 * How long the caller is going to wait from now on.
	 * @return what is left of the caller's timeout, never negative, or {@code null} if
	 * the caller set none
	 */
	@Nullable Duration remaining();

	/**
	 * The call that the current thread is running.
	 * @return the context, or {@code null} on a thread that runs no function
	 */
	static @Nullable CallContext current() {
		return CallScope.currentContext();
	}

}
