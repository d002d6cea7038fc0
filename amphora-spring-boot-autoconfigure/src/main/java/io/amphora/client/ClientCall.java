package io.amphora.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A call that a client is about to send, as its {@linkplain ClientInterceptor
 * interceptors} see it. To be used by one thread at a time.
 */
public interface ClientCall {

	/**
	 * How the caller takes the outcome.
	 */
	enum Style {

		/** The caller waits for the result. */
		CALL,

		/** The caller has a future of the result. */
		DEFER,

		/** The caller wants no result; the outcome is that of publishing. */
		SEND,

		/** The caller collects the answers of several servers. */
		GATHER

	}

	/**
	 * How the caller takes the outcome.
	 * @return the style
	 */
	Style style();

	/**
	 * The service that is called.
	 * @return the name of the service
	 */
	String service();

	/**
	 * The function that is called.
	 * @return the name of the function
	 */
	String function();

	/**
	 * The exchange that the request goes to.
	 * @return the name of the exchange
	 */
	String exchange();

	/**
	 * The routing key that the request goes out with.
	 * @return the routing key
	 */
	String routingKey();

	/**
	 * The correlation id of the request.
	 * @return the correlation id, unique in the client
	 */
	String correlationId();

	/**
	 * The arguments by position.
	 * @return the arguments, unmodifiable; they are serialized already
	 */
	List<@Nullable Object> args();

	/**
	 * The arguments by name.
	 * @return the arguments, unmodifiable; they are serialized already
	 */
	Map<String, @Nullable Object> kwargs();

	/**
	 * How long the call may take.
	 * @return the timeout, counted from the start of the call
	 */
	Duration timeout();

	/**
	 * The headers of the request. Values are of the types that AMQP knows, strings and
	 * numbers for instance. Changes after {@link ClientInterceptor#intercept} has
	 * returned are too late.
	 * @return the headers, modifiable, empty at first
	 */
	Map<String, Object> headers();

	/**
	 * Be told once of how the call ends, before the caller is. A client that is stopped
	 * while nobody waits for the outcome any more may never tell.
	 * @param listener told on the thread of the caller or on one that delivers answers,
	 * and must not block; what it throws is logged
	 */
	void onOutcome(Consumer<ClientCallOutcome> listener);

	/**
	 * Have the future of the call, if the caller has one, complete inside of something,
	 * for instance with a trace or a user on the thread. What the caller has chained to
	 * it without an executor runs there.
	 * @param around gets what completes the future, and has to run it before it returns;
	 * if it does not, or throws, the future completes outside of it
	 */
	void completeWithin(Consumer<Runnable> around);

}
