/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

import org.jspecify.annotations.Nullable;

/**
 * Context of the call that a server runs on the current thread. A function can declare it
 * as a parameter or obtain it from {@link #current()}. Thread-safe.
 *
 * @since 0.1.0
 */
public interface CallContext {

	/**
	 * Return the name of the service that was called.
	 * @return the name of the service
	 */
	String service();

	/**
	 * Return the name by which the function was called.
	 * @return the name of the function
	 */
	String function();

	/**
	 * Return the correlation id of the request.
	 * @return the correlation id, or {@code null} if the caller did not set one
	 */
	@Nullable String correlationId();

	/**
	 * Return the application that sent the request.
	 * @return the caller's {@code app_id}, or {@code null} if the caller did not set one
	 */
	@Nullable String appId();

	/**
	 * Return whether the request was sent or delivered before, to this server or another.
	 * @return {@code true} if the function may already have run for this request
	 */
	boolean redelivered();

	/**
	 * Return the time left until the caller's timeout. Once the server knows the
	 * difference between the caller's clock and its own, the time that the request spent
	 * in its queue is deducted. The deducted time never exceeds the actual time.
	 * @return the remaining time, never negative, or {@code null} if the caller set no
	 * timeout, or waits for no reply
	 */
	@Nullable Duration remaining();

	/**
	 * Return the deadline of the caller, by the clock of this machine.
	 * @return the deadline, or {@code null} if the caller set no timeout, or waits for no
	 * reply
	 */
	@Nullable Instant deadline();

	/**
	 * Return whether the call is cancelled, either by the caller or because the caller's
	 * timeout or the maximum run time of the function has passed. If the function returns
	 * a result nevertheless, the server sends it. A timeout does not cancel one-way
	 * requests, but the maximum run time does.
	 * @return {@code true} if the function should end
	 */
	boolean isCancelled();

	/**
	 * Return whether the caller has cancelled the call, for instance by cancelling its
	 * future or by closing its client.
	 * @return {@code true} if the call {@linkplain #isCancelled() is cancelled} for this
	 * reason
	 */
	default boolean isCancelledByCaller() {
		return false;
	}

	/**
	 * Add an action to run when the call is cancelled. The action runs at most once, on a
	 * thread of the server, which it must not block. If the call is already cancelled, it
	 * runs immediately on the current thread. The action does not start after the
	 * function has ended, but may still be running at that time.
	 * @param action the action
	 */
	void onCancel(Runnable action);

	/**
	 * Return the context of the call that the current thread runs.
	 * @return the context, or {@code null} if the thread does not run a function
	 */
	static @Nullable CallContext current() {
		return CallScope.currentContext();
	}

	/**
	 * Propagate the context of a function to the threads of an executor, so that calls
	 * made on these threads wait no longer than the function's caller.
	 * @param executor the executor that runs the tasks
	 * @return an executor whose tasks have the {@linkplain #current() context} of the
	 * thread that submits them, if it has one
	 */
	static Executor propagating(Executor executor) {
		return (task) -> executor.execute(CallScope.carry(task));
	}

}
