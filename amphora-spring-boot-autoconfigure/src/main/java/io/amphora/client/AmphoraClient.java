package io.amphora.client;

import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.amphora.AmphoraException;
import io.amphora.HoldLimitException;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import io.amphora.WrongThreadException;
import io.amphora.introspection.ServiceDescription;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.ConnectionState;
import io.amphora.transport.ConsumerState;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.core.ParameterizedTypeReference;

/**
 * Calls the functions of one service. Thread-safe; an application needs one client for
 * each service that it calls.
 */
public interface AmphoraClient extends AutoCloseable {

	/**
	 * Begin to build a client.
	 * @param service the service to call
	 * @param connectionFactory gives the connections, and stays its creator's to close
	 * @return a builder
	 */
	static AmphoraClientBuilder builder(String service, ConnectionFactory connectionFactory) {
		return new AmphoraClientBuilder(service, new BrokerTransport(connectionFactory), true);
	}

	/**
	 * Begin to build a client that shares its transport with others.
	 * @param service the service to call
	 * @param transport the transport, which stays its creator's to close
	 * @return a builder
	 */
	static AmphoraClientBuilder builder(String service, BrokerTransport transport) {
		return new AmphoraClientBuilder(service, transport, false);
	}

	/**
	 * The service that this client calls.
	 * @return the name of the service
	 */
	String service();

	/**
	 * Return whether the timeout of this client takes precedence over the
	 * {@code @CallTimeout} annotations of contracts that are called by it.
	 * @return {@code true} if
	 * {@link AmphoraClientBuilder#overrideContractTimeouts(boolean)} is set
	 */
	default boolean overridesContractTimeouts() {
		return false;
	}

	/**
	 * What tells this client from others of the service; it names the response queue.
	 * @return the identifier
	 */
	String uuid();

	/**
	 * A function to call with options: by name, with a timeout, with a routing key, step
	 * by step along a dotted name.
	 * @param name the name of the function, or the first part of it
	 * @return the function, with this client's defaults
	 */
	RemoteFunction function(String name);

	/**
	 * Call a function and wait for its result.
	 * @param <T> the type of the result
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return the result, {@code null} if the function returned nothing
	 * @throws NoResultException if the timeout elapses, or the request cannot be
	 * delivered
	 * @throws HoldLimitException if too many messages are held already
	 * @throws RemoteException if the function raises an exception
	 * @throws WrongRequestException if the server does not know the function, or the
	 * arguments do not fit
	 * @throws WrongResultException if the result is not of the given type
	 * @throws WrongThreadException on a thread that delivers answers
	 * @throws IllegalArgumentException if the type or the array of arguments is
	 * {@code null}
	 */
	default <T> @Nullable T call(String function, Class<T> resultType, @Nullable Object... args) {
		return function(function).call(resultType, args);
	}

	/**
	 * Call a function and wait for its result, whose type has type arguments.
	 * @param <T> the type of the result
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return the result, {@code null} if the function returned nothing
	 * @throws AmphoraException as {@link #call(String, Class, Object...)} does
	 */
	default <T> @Nullable T call(String function, ParameterizedTypeReference<T> resultType, @Nullable Object... args) {
		return function(function).call(resultType, args);
	}

	/**
	 * Call a function and wait for its result, whose type is known at run time only.
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return the result, {@code null} if the function returned nothing
	 * @throws AmphoraException as {@link #call(String, Class, Object...)} does
	 */
	default @Nullable Object call(String function, Type resultType, @Nullable Object... args) {
		return function(function).call(resultType, args);
	}

	/**
	 * Call a function without waiting.
	 * @param <T> the type of the result
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return completes with the result, or with the exception that
	 * {@link #call(String, Class, Object...)} throws. Dependent actions run on the thread
	 * that delivers the answer and must not block it: use the {@code Async} variants for
	 * those that do. Cancelling it gives up the call. A function that blocks on it, or on
	 * a future that depends on it, lets other functions of its server run meanwhile, but
	 * not one that blocks on a future of {@link CompletableFuture#allOf}.
	 */
	default <T> CompletableFuture<@Nullable T> defer(String function, Class<T> resultType, @Nullable Object... args) {
		return function(function).defer(resultType, args);
	}

	/**
	 * Call a function without waiting for its result, whose type has type arguments.
	 * @param <T> the type of the result
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return completes as that of {@link #defer(String, Class, Object...)}
	 */
	default <T> CompletableFuture<@Nullable T> defer(String function, ParameterizedTypeReference<T> resultType,
			@Nullable Object... args) {
		return function(function).defer(resultType, args);
	}

	/**
	 * Call a function without waiting for its result, whose type is known at run time
	 * only.
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return completes as that of {@link #defer(String, Class, Object...)}
	 */
	default CompletableFuture<@Nullable Object> defer(String function, Type resultType, @Nullable Object... args) {
		return function(function).defer(resultType, args);
	}

	/**
	 * Wait for the answer to a call that an earlier client of the same uuid has made.
	 * Build this client with autostart off, claim, then {@link #serve()}: an answer that
	 * nobody has claimed by the time it arrives is counted as late.
	 * @param <T> the type of the result
	 * @param correlationId the correlation id that the call was given
	 * @param resultType the type of the result
	 * @return completes as that of {@link #defer(String, Class, Object...)}, after this
	 * client's timeout at the latest
	 * @throws IllegalStateException if answers come directly, and there is no queue where
	 * they wait
	 */
	<T> CompletableFuture<@Nullable T> claim(String correlationId, Class<T> resultType);

	/**
	 * Ask one server of the service, whichever takes the request, what it is and which
	 * functions it has.
	 * @return what it says
	 * @throws WrongRequestException if its introspection is off
	 * @throws WrongResultException if its answer is no description
	 * @throws AmphoraException as {@link #call(String, Class, Object...)} does
	 */
	default ServiceDescription describe() {
		return Objects.requireNonNull(call(ServiceDescription.FUNCTION, ServiceDescription.class));
	}

	/**
	 * Ask all servers of the service, those included that serve fanout requests, what
	 * they are and which functions they have. Servers whose introspection is off do not
	 * answer. The client has to be serving.
	 * @param wait how long to wait for answers, as nobody knows how many will come
	 * @return what they say, in the order in which they answered; nothing if no server is
	 * connected
	 * @throws AmphoraException as {@link #call(String, Class, Object...)} does
	 */
	List<ServiceDescription> describeAll(Duration wait);

	/**
	 * Choose the routing key of a function's calls by their arguments, unless a call
	 * gives its own.
	 * @param function the full name of the function
	 * @param tuner chooses the routing key, instead of any earlier tuner of the function
	 */
	void tuneFunction(String function, FunctionTuner tuner);

	/**
	 * Create a request queue and wait until the broker has it.
	 * @param queue the queue
	 * @throws io.amphora.TopologyException if it exists with other arguments, or is the
	 * request queue of another service
	 * @throws NoResultException if the broker does not answer within the client's timeout
	 */
	void createRequestQueue(RequestQueue queue);

	/**
	 * Create a request queue that lives for ever and is bound with its own name, and wait
	 * until the broker has it.
	 * @param queue what servers and clients call the queue
	 */
	default void createRequestQueue(String queue) {
		createRequestQueue(RequestQueue.named(queue));
	}

	/**
	 * Create a request queue without waiting. Changes of queues happen in the order in
	 * which they are asked for.
	 * @param queue the queue
	 * @return completes when the broker has the queue
	 */
	CompletableFuture<@Nullable Void> createRequestQueueAsync(RequestQueue queue);

	/**
	 * Remove a request queue, and the requests that wait in it, and wait until it is
	 * gone.
	 * @param queue what servers and clients call the queue
	 * @throws io.amphora.TopologyException if it is the request queue of a service
	 * @throws NoResultException if the broker does not answer within the client's timeout
	 */
	void removeRequestQueue(String queue);

	/**
	 * Remove a request queue by its name on the broker, and the requests that wait in it,
	 * and wait until it is gone.
	 * @param queue the queue
	 * @throws io.amphora.TopologyException if it is the request queue of a service
	 * @throws NoResultException if the broker does not answer within the client's timeout
	 */
	void removeRequestQueue(RequestQueue queue);

	/**
	 * Remove a request queue without waiting.
	 * @param queue what servers and clients call the queue
	 * @return completes when the queue is gone
	 */
	CompletableFuture<@Nullable Void> removeRequestQueueAsync(String queue);

	/**
	 * Send what is held and receive answers. Returns at once; does nothing if the client
	 * serves already. Connecting goes on in the background for as long as it takes.
	 * @return completes when the broker has accepted the consumer of answers;
	 * exceptionally with {@link io.amphora.TopologyException} if it refuses, in which
	 * case it is asked again
	 */
	CompletableFuture<@Nullable Void> serve();

	/**
	 * Wait until this client is stopped.
	 * @throws InterruptedException if the current thread is interrupted
	 */
	void awaitStop() throws InterruptedException;

	/**
	 * Stop sending and receiving. Calls are accepted and held until {@link #serve()} is
	 * called again. May be repeated.
	 */
	void stop();

	/**
	 * Stop sending; answers are still received.
	 */
	void stopPublisher();

	/**
	 * Stop receiving answers; they wait in the response queue. Calls are still sent. Does
	 * nothing if answers come directly.
	 */
	void stopConsumer();

	/**
	 * What the client is about.
	 * @return the state that the last lifecycle method left it in
	 */
	ClientState state();

	/**
	 * What the client has counted so far.
	 * @return a snapshot
	 */
	ClientStatistics statistics();

	/**
	 * How the client stands with its broker. It shares its connections with whatever
	 * shares its transport.
	 * @return a snapshot
	 */
	ConnectionState connection();

	/**
	 * Which of several brokers the client uses.
	 * @return the name of its transport, or {@code null} if that has none
	 */
	@Nullable String connectionName();

	/**
	 * How the client stands with the queue that its answers come to. Asks nobody and does
	 * not block.
	 * @return a snapshot
	 */
	ConsumerState consumer();

	/**
	 * Stop for good. Calls that are still open get their answers within the grace period;
	 * after it they fail with {@link io.amphora.StoppedException}. Afterwards the client
	 * deletes its response queue, unless its uuid was set or it has no connection.
	 */
	@Override
	void close();

}
