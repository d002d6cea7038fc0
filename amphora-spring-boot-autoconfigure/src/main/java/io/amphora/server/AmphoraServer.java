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

package io.amphora.server;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.amphora.introspection.ServiceDescription;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.function.FunctionHandler;
import io.amphora.server.receiver.QueueReceiver;
import io.amphora.server.receiver.ReceiveOptions;
import io.amphora.server.receiver.ReceiveTimeoutException;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.ConsumerState;
import io.amphora.transport.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * Serves the functions of one service. Thread-safe: functions can be added and removed
 * while the server is running, and the lifecycle methods can be called in any order,
 * repeatedly and from several threads.
 *
 * @since 0.1.0
 */
public interface AmphoraServer extends AutoCloseable {

	/**
	 * Create a builder for a server.
	 * @param service the service to serve
	 * @param connectionFactory the factory for connections; not closed with the server
	 * @return a builder
	 */
	static AmphoraServerBuilder<AmphoraServer> builder(String service, ConnectionFactory connectionFactory) {
		return new AmphoraServerBuilder<>(service, new BrokerTransport(connectionFactory), true,
				DefaultAmphoraServer::new);
	}

	/**
	 * Create a builder for a server that shares its transport.
	 * @param service the service to serve
	 * @param transport the transport; not closed with the server
	 * @return a builder
	 */
	static AmphoraServerBuilder<AmphoraServer> builder(String service, BrokerTransport transport) {
		return new AmphoraServerBuilder<>(service, transport, false, DefaultAmphoraServer::new);
	}

	/**
	 * Return the service of this server.
	 * @return the name of the service
	 */
	String service();

	/**
	 * Add a function.
	 * @param name the name that callers use
	 * @param handler runs the function
	 * @throws IllegalArgumentException if the server already has a function of that name,
	 * or if the name is reserved
	 */
	default void addFunction(String name, FunctionHandler handler) {
		addFunction(new FunctionDefinition(name, handler));
	}

	/**
	 * Add a function.
	 * @param definition the function
	 * @throws IllegalArgumentException if the server already has a function of that name,
	 * or if the name is reserved
	 */
	void addFunction(FunctionDefinition definition);

	/**
	 * Remove a function. Requests for it that are running continue; later ones are
	 * refused.
	 * @param name the name of the function
	 * @return whether there was a function of that name
	 */
	boolean removeFunction(String name);

	/**
	 * Return the functions that this server offers.
	 * @return a snapshot
	 */
	Collection<FunctionDefinition> functions();

	/**
	 * Return the identifier that distinguishes this server from others of the service.
	 * Its replies carry the identifier.
	 * @return the identifier
	 */
	String uuid();

	/**
	 * Take requests from an additional queue, up to the limits in the options.
	 * @param queue the name of the queue on the broker, {@code rpc_NAME_request} for a
	 * request queue that a client created as {@code NAME}
	 * @param options how many requests to take, for how long, and whether to wait
	 * @return the receiver, still active unless the options request to wait
	 * @throws io.amphora.TopologyException if the call waits and the queue does not exist
	 * @throws ReceiveTimeoutException if the call waits and the timeout elapses before
	 * the maximum is reached
	 */
	QueueReceiver receiveFromQueue(String queue, ReceiveOptions options);

	/**
	 * Return the queue that this server takes requests from.
	 * @return the name of the queue on the broker
	 */
	String queue();

	/**
	 * Describe the server and its functions, as its reply to introspection does. Sends no
	 * message, and works even if introspection is disabled.
	 * @return the present description
	 */
	ServiceDescription describe();

	/**
	 * Return the receivers of additional queues.
	 * @return a snapshot, without closed receivers
	 */
	Collection<QueueReceiver> receivers();

	/**
	 * Wait until this server is stopped.
	 * @throws InterruptedException if the current thread is interrupted
	 */
	void awaitStop() throws InterruptedException;

	/**
	 * Start taking requests and sending replies. Returns immediately; does nothing if the
	 * server is already running. Connection attempts continue in the background until one
	 * succeeds.
	 * @return a future that completes when the broker has accepted the consumer and the
	 * channel for replies, or after 30 seconds if it does not accept the latter, for
	 * example because it blocks publishing; exceptionally with
	 * {@link io.amphora.TopologyException} if the broker refuses one of them. The server
	 * then tries again
	 */
	CompletableFuture<@Nullable Void> serve();

	/**
	 * Stop taking requests: they stay in the queue for other servers. Running functions
	 * continue, and their replies are sent.
	 */
	void prepareStop();

	/**
	 * Stop taking requests and wait for running functions, for up to the grace period.
	 * Unsent replies are buffered until {@link #serve()} is called again. Does not wait
	 * if called from a function of this server or from a callback of the future of a
	 * call.
	 */
	void stop();

	/**
	 * Stop sending replies and buffer them. The server still takes requests, up to the
	 * prefetch.
	 */
	void stopPublisher();

	/**
	 * Stop taking requests and wait for running functions, for up to the grace period, as
	 * {@link #stop()} does.
	 */
	void stopConsumer();

	/**
	 * Return the lifecycle state of this server.
	 * @return the state set by the last call to a lifecycle method
	 */
	ServerState state();

	/**
	 * Add a listener for later changes of the state.
	 * @param listener the listener, called after the listeners added earlier
	 */
	void onStateChange(ServerStateListener listener);

	/**
	 * Return the state of the consumers: first the consumer of this server's own queue,
	 * then the consumers of the queues that it currently {@linkplain #receiveFromQueue
	 * receives from}. Does not contact the broker and does not block.
	 * @return a snapshot
	 */
	List<ConsumerState> consumers();

	/**
	 * Return whether this server currently takes requests.
	 * @return {@code true} while its consumer is registered with the broker
	 */
	boolean serving();

	/**
	 * Return whether this server cannot handle requests because functions whose callers
	 * have given up occupy its whole concurrency or its whole prefetch. It takes no
	 * requests until one of these functions ends.
	 * @return {@code true} while the server is stalled
	 */
	boolean stalled();

	/**
	 * Return the statistics of this server.
	 * @return a snapshot
	 */
	ServerStatistics statistics();

	/**
	 * Return the state of the connections to the broker. All users of the transport share
	 * these connections.
	 * @return a snapshot
	 */
	ConnectionState connection();

	/**
	 * Return the name of the connection that this server uses.
	 * @return the name of its transport, or {@code null} if the transport has none
	 */
	@Nullable String connectionName();

	/**
	 * Stop permanently and send buffered replies. Waits as {@link #stop()} does.
	 */
	@Override
	void close();

}
