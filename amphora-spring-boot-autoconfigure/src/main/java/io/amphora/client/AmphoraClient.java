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
import io.amphora.client.routing.FunctionTuner;
import io.amphora.introspection.ServiceDescription;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.ConsumerState;
import io.amphora.transport.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.core.ParameterizedTypeReference;

/**
 * Client that calls the functions of one service. Thread-safe; an application needs one
 * client per service.
 *
 * @since 0.1.0
 */
public interface AmphoraClient extends AutoCloseable {

	/**
	 * Create a builder for a client.
	 * @param service the service to call
	 * @param connectionFactory the connection factory; the client does not close it
	 * @return a builder
	 */
	static AmphoraClientBuilder builder(String service, ConnectionFactory connectionFactory) {
		return new AmphoraClientBuilder(service, new BrokerTransport(connectionFactory), true);
	}

	/**
	 * Create a builder for a client that shares its transport with others.
	 * @param service the service to call
	 * @param transport the transport; the client does not close it
	 * @return a builder
	 */
	static AmphoraClientBuilder builder(String service, BrokerTransport transport) {
		return new AmphoraClientBuilder(service, transport, false);
	}

	/**
	 * Return the service that this client calls.
	 * @return the name of the service
	 */
	String service();

	/**
	 * Return whether the timeout of this client takes precedence over the
	 * {@code @CallTimeout} annotations of the contracts that it calls.
	 * @return {@code true} if
	 * {@link AmphoraClientBuilder#overrideContractTimeouts(boolean)} is set
	 */
	default boolean overridesContractTimeouts() {
		return false;
	}

	/**
	 * Return the id that distinguishes this client from others of the service. It is part
	 * of the name of the reply queue.
	 * @return the id
	 */
	String uuid();

	/**
	 * Return a function to call with options such as a timeout, a routing key or named
	 * arguments. {@link RemoteFunction#function(String)} appends the next part of a
	 * dotted name.
	 * @param name the name of the function, or the first part of it
	 * @return the function with the defaults of this client
	 */
	RemoteFunction function(String name);

	/**
	 * Call a function and wait for its result.
	 * @param <T> the type of the result
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return the result, or {@code null} if the function returned nothing
	 * @throws NoResultException if the timeout elapses, or if the request cannot be
	 * delivered
	 * @throws HoldLimitException if the send buffer is full
	 * @throws RemoteException if the function raises an exception
	 * @throws WrongRequestException if the server does not know the function, or if the
	 * arguments are not valid for it
	 * @throws WrongResultException if the result cannot be converted to the given type
	 * @throws WrongThreadException if the current thread delivers replies
	 * @throws IllegalArgumentException if the type or the argument array is {@code null}
	 */
	default <T> @Nullable T call(String function, Class<T> resultType, @Nullable Object... args) {
		return function(function).call(resultType, args);
	}

	/**
	 * Call a function with a generic result type and wait for its result.
	 * @param <T> the type of the result
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return the result, or {@code null} if the function returned nothing
	 * @throws AmphoraException as {@link #call(String, Class, Object...)} does
	 */
	default <T> @Nullable T call(String function, ParameterizedTypeReference<T> resultType, @Nullable Object... args) {
		return function(function).call(resultType, args);
	}

	/**
	 * Call a function whose result type is known only at runtime, and wait for its
	 * result.
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return the result, or {@code null} if the function returned nothing
	 * @throws AmphoraException as {@link #call(String, Class, Object...)} does
	 */
	default @Nullable Object call(String function, Type resultType, @Nullable Object... args) {
		return function(function).call(resultType, args);
	}

	/**
	 * Call a function without waiting for its result.
	 * @param <T> the type of the result
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return a future that completes with the result, or with the exception that
	 * {@link #call(String, Class, Object...)} throws. Dependent actions run on a thread
	 * that delivers replies and must not block; use the {@code Async} variants for
	 * blocking actions. Cancelling the future cancels the call. While a function blocks
	 * on the future or on one derived from it, its server can run other functions; this
	 * does not apply to futures of {@link CompletableFuture#allOf}.
	 */
	default <T> CompletableFuture<@Nullable T> defer(String function, Class<T> resultType, @Nullable Object... args) {
		return function(function).defer(resultType, args);
	}

	/**
	 * Call a function with a generic result type without waiting for its result.
	 * @param <T> the type of the result
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return a future that completes like that of
	 * {@link #defer(String, Class, Object...)}
	 */
	default <T> CompletableFuture<@Nullable T> defer(String function, ParameterizedTypeReference<T> resultType,
			@Nullable Object... args) {
		return function(function).defer(resultType, args);
	}

	/**
	 * Call a function whose result type is known only at runtime, without waiting for its
	 * result.
	 * @param function the name of the function
	 * @param resultType the type of the result
	 * @param args the arguments by position
	 * @return a future that completes like that of
	 * {@link #defer(String, Class, Object...)}
	 */
	default CompletableFuture<@Nullable Object> defer(String function, Type resultType, @Nullable Object... args) {
		return function(function).defer(resultType, args);
	}

	/**
	 * Wait for the reply to a call of an earlier client with the same uuid. Build this
	 * client with autostart off, claim the reply, then call {@link #serve()}: a reply
	 * that arrives before it is claimed is counted as late.
	 * @param <T> the type of the result
	 * @param correlationId the correlation id of the call
	 * @param resultType the type of the result
	 * @return a future that completes like that of
	 * {@link #defer(String, Class, Object...)}, after this client's timeout at the latest
	 * @throws IllegalStateException if this client uses direct replies, which are not
	 * kept in a queue
	 */
	<T> CompletableFuture<@Nullable T> claim(String correlationId, Class<T> resultType);

	/**
	 * Request a description of one server of the service and its functions. Any one of
	 * the servers can receive the request.
	 * @return the description
	 * @throws WrongRequestException if introspection is disabled on the server
	 * @throws WrongResultException if the reply is not a description
	 * @throws AmphoraException as {@link #call(String, Class, Object...)} does
	 */
	default ServiceDescription describe() {
		return Objects.requireNonNull(call(ServiceDescription.FUNCTION, ServiceDescription.class));
	}

	/**
	 * Request descriptions of all servers of the service, including fanout servers.
	 * Servers with introspection disabled do not reply. The client must be serving.
	 * @param wait how long to wait for replies, because their number is unknown
	 * @return the descriptions in the order of the replies; empty if no server is
	 * connected
	 * @throws AmphoraException as {@link #call(String, Class, Object...)} does
	 */
	List<ServiceDescription> describeAll(Duration wait);

	/**
	 * Set the tuner that chooses the routing key of a function's calls by their
	 * arguments. A routing key set on a call takes precedence.
	 * @param function the full name of the function
	 * @param tuner the tuner; replaces an earlier tuner of the function
	 */
	void tuneFunction(String function, FunctionTuner tuner);

	/**
	 * Create a request queue and wait until the broker has created it.
	 * @param queue the queue
	 * @throws io.amphora.TopologyException if the queue exists with other arguments, or
	 * is the request queue of another service
	 * @throws NoResultException if the broker does not reply within the client's timeout
	 */
	void createRequestQueue(RequestQueue queue);

	/**
	 * Create a request queue that does not expire and is bound with its own name, and
	 * wait until the broker has created it.
	 * @param queue the name that servers and clients use for the queue
	 */
	default void createRequestQueue(String queue) {
		createRequestQueue(RequestQueue.named(queue));
	}

	/**
	 * Create a request queue without waiting. Queues are created and removed in the order
	 * of the calls.
	 * @param queue the queue
	 * @return a future that completes when the broker has created the queue
	 */
	CompletableFuture<@Nullable Void> createRequestQueueAsync(RequestQueue queue);

	/**
	 * Create a request queue that does not expire and is bound with its own name, without
	 * waiting. Queues are created and removed in the order of the calls.
	 * @param queue the name that servers and clients use for the queue
	 * @return a future that completes when the broker has created the queue
	 */
	default CompletableFuture<@Nullable Void> createRequestQueueAsync(String queue) {
		return createRequestQueueAsync(RequestQueue.named(queue));
	}

	/**
	 * Remove a request queue with its requests, and wait until the broker has deleted it.
	 * Another service that uses the same name loses its queue, because the broker does
	 * not reveal which service a queue belongs to.
	 * @param queue the name that servers and clients use for the queue
	 * @throws io.amphora.TopologyException if the queue is the request queue of a service
	 * @throws NoResultException if the broker does not reply within the client's timeout
	 */
	default void removeRequestQueue(String queue) {
		removeRequestQueue(RequestQueue.named(queue));
	}

	/**
	 * Remove a request queue, identified by its {@linkplain RequestQueue#brokerName()
	 * name on the broker}, with its requests, and wait until the broker has deleted it.
	 * Another service that uses a queue with that name loses it.
	 * @param queue the queue
	 * @throws io.amphora.TopologyException if the queue is the request queue of a service
	 * @throws NoResultException if the broker does not reply within the client's timeout
	 */
	void removeRequestQueue(RequestQueue queue);

	/**
	 * Remove a request queue without waiting.
	 * @param queue the name that servers and clients use for the queue
	 * @return a future that completes when the broker has deleted the queue
	 */
	default CompletableFuture<@Nullable Void> removeRequestQueueAsync(String queue) {
		return removeRequestQueueAsync(RequestQueue.named(queue));
	}

	/**
	 * Remove a request queue, identified by its {@linkplain RequestQueue#brokerName()
	 * name on the broker}, without waiting.
	 * @param queue the queue
	 * @return a future that completes when the broker has deleted the queue
	 */
	CompletableFuture<@Nullable Void> removeRequestQueueAsync(RequestQueue queue);

	/**
	 * Start to send buffered requests and to receive replies. Returns immediately; does
	 * nothing if the client is already serving. The client keeps trying to connect in the
	 * background.
	 * @return a future that completes when the broker has accepted the consumer of
	 * replies; exceptionally with {@link io.amphora.TopologyException} if it refuses, in
	 * which case the client tries again
	 */
	CompletableFuture<@Nullable Void> serve();

	/**
	 * Wait until this client is stopped.
	 * @throws InterruptedException if the current thread is interrupted
	 */
	void awaitStop() throws InterruptedException;

	/**
	 * Stop sending and receiving. Calls are accepted and buffered until {@link #serve()}
	 * is called again. May be called repeatedly.
	 */
	void stop();

	/**
	 * Stop sending requests. Replies are still received.
	 */
	void stopPublisher();

	/**
	 * Stop receiving replies, which stay in the reply queue. Requests are still sent.
	 * Does nothing if this client uses direct replies.
	 */
	void stopConsumer();

	/**
	 * Return the lifecycle state of this client.
	 * @return the state that the last lifecycle method left it in
	 */
	ClientState state();

	/**
	 * Return the statistics of this client.
	 * @return a snapshot
	 */
	ClientStatistics statistics();

	/**
	 * Return the state of this client's connections, which it shares with the other users
	 * of its transport.
	 * @return a snapshot
	 */
	ConnectionState connection();

	/**
	 * Return the name of the connection that this client uses.
	 * @return the name of the transport, or {@code null} if it has none
	 */
	@Nullable String connectionName();

	/**
	 * Return the state of the reply consumer. Neither contacts the broker nor blocks.
	 * @return a snapshot
	 */
	ConsumerState consumer();

	/**
	 * Close this client. Pending calls can still complete within the grace period; after
	 * it they fail with {@link io.amphora.StoppedException}. The client then deletes its
	 * reply queue, unless its uuid was set or it is disconnected.
	 */
	@Override
	void close();

}
