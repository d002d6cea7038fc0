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

package io.amphora.client.interceptor;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A call that a client is about to send, as seen by its {@linkplain ClientInterceptor
 * interceptors}. Not thread-safe: to be used by one thread at a time.
 *
 * @since 0.1.0
 */
public interface ClientCall {

	/**
	 * How the caller receives the outcome.
	 */
	enum Style {

		/** The caller waits for the result. */
		CALL,

		/** The caller receives a future of the result. */
		DEFER,

		/**
		 * The caller expects no result; the outcome is that of publishing the request.
		 */
		SEND,

		/** The caller collects the replies of several servers. */
		GATHER

	}

	/**
	 * How the caller receives the outcome.
	 * @return the style
	 */
	Style style();

	/**
	 * Return the service that is called.
	 * @return the name of the service
	 */
	String service();

	/**
	 * Return the function that is called.
	 * @return the name of the function
	 */
	String function();

	/**
	 * Return the exchange that the request is published to.
	 * @return the name of the exchange
	 */
	String exchange();

	/**
	 * Return the routing key of the request.
	 * @return the routing key
	 */
	String routingKey();

	/**
	 * Return the correlation id of the request.
	 * @return the correlation id, unique in the client
	 */
	String correlationId();

	/**
	 * Return the arguments by position.
	 * @return the arguments, unmodifiable; changes to their values have no effect,
	 * because they are already serialized
	 */
	List<@Nullable Object> args();

	/**
	 * Return the arguments by name.
	 * @return the arguments, unmodifiable; changes to their values have no effect,
	 * because they are already serialized
	 */
	Map<String, @Nullable Object> kwargs();

	/**
	 * Return the timeout of the call.
	 * @return the timeout, measured from the start of the call
	 */
	Duration timeout();

	/**
	 * Return the headers of the request. Values must be of AMQP types, such as strings
	 * and numbers. Changes after {@link ClientInterceptor#intercept} has returned have no
	 * effect.
	 * @return the headers, modifiable and initially empty
	 */
	Map<String, Object> headers();

	/**
	 * Add a listener that is notified once when the call ends, before the caller is. It
	 * may never be notified if the client is stopped while no caller is waiting for the
	 * outcome.
	 * @param listener notified on the thread of the caller or on one that delivers
	 * replies; must not block; its exceptions are logged
	 */
	void onOutcome(Consumer<ClientCallOutcome> listener);

	/**
	 * Complete the future of the call, if there is one, inside an action, for instance
	 * with a trace or a user set on the thread. Actions chained to the future without an
	 * executor run there.
	 * @param around receives the action that completes the future, and must run it before
	 * it returns; if it does not run it, or throws an exception, the future is completed
	 * outside it
	 */
	void completeWithin(Consumer<Runnable> around);

}
