package io.amphora.server;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.amphora.transport.BrokerTransport;
import io.amphora.transport.ConnectionState;
import io.amphora.transport.ConsumerState;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * Serves the functions of one service. Thread-safe: functions may be added and removed
 * while it runs, and the lifecycle methods may be called in any order, repeatedly, from
 * several threads.
 */
public interface AmphoraServer extends AutoCloseable {

	/**
	 * Begin to build a server.
	 * @param service the service to serve
	 * @param connectionFactory gives the connections, and stays its creator's to close
	 * @return a builder
	 */
	static AmphoraServerBuilder builder(String service, ConnectionFactory connectionFactory) {
		return new AmphoraServerBuilder(service, new BrokerTransport(connectionFactory), true);
	}

	/**
	 * Begin to build a server that shares its transport with others.
	 * @param service the service to serve
	 * @param transport the transport, which stays its creator's to close
	 * @return a builder
	 */
	static AmphoraServerBuilder builder(String service, BrokerTransport transport) {
		return new AmphoraServerBuilder(service, transport, false);
	}

	/**
	 * The service that this server serves.
	 * @return the name of the service
	 */
	String service();

	/**
	 * Offer a function.
	 * @param name what callers call it
	 * @param handler what runs it
	 * @throws IllegalArgumentException if there is a function of that name
	 */
	default void addFunction(String name, FunctionHandler handler) {
		addFunction(new FunctionDefinition(name, handler));
	}

	/**
	 * Offer a function.
	 * @param definition the function
	 * @throws IllegalArgumentException if there is a function of that name
	 */
	void addFunction(FunctionDefinition definition);

	/**
	 * Withdraw a function. Requests for it that are running go on; later ones are wrong
	 * requests.
	 * @param name the name of the function
	 * @return whether there was one
	 */
	boolean removeFunction(String name);

	/**
	 * The functions on offer.
	 * @return a snapshot
	 */
	Collection<FunctionDefinition> functions();

	/**
	 * What tells this server from others of the service; its responses name it.
	 * @return the identifier
	 */
	String uuid();

	/**
	 * Take requests from a further queue, until the options end it.
	 * @param queue the name of the queue on the broker, {@code rpc_NAME_request} for a
	 * request queue that a client created as {@code NAME}
	 * @param options how many requests to take, for how long, and whether to wait
	 * @return the receiver, still at work unless the options say to wait
	 * @throws io.amphora.TopologyException if there is no such queue
	 * @throws ReceiveTimeoutException if the call waits, and the timeout elapses before
	 * the maximum is reached
	 */
	QueueReceiver receiveFromQueue(String queue, ReceiveOptions options);

	/**
	 * The queue that this server takes requests from.
	 * @return its name on the broker
	 */
	String queue();

	/**
	 * The further queues that this server takes requests from now.
	 * @return a snapshot, without those that are closed
	 */
	Collection<QueueReceiver> receivers();

	/**
	 * Wait until this server is stopped.
	 * @throws InterruptedException if the current thread is interrupted
	 */
	void awaitStop() throws InterruptedException;

	/**
	 * Take requests and send responses. Returns at once; does nothing if the server
	 * serves already. Connecting goes on in the background for as long as it takes.
	 * @return completes when the broker has accepted the consumer; exceptionally with
	 * {@link io.amphora.TopologyException} if it refuses, in which case it is asked again
	 */
	CompletableFuture<@Nullable Void> serve();

	/**
	 * Take no further requests: they stay in the queue for other servers. Functions that
	 * are running go on, and their responses are sent.
	 */
	void prepareStop();

	/**
	 * Stop taking requests and wait for running functions, up to the grace period. What
	 * could not be sent is held until {@link #serve()} is called again. Called in a
	 * function of this server, or in what is chained to the future of a call, this does
	 * not wait.
	 */
	void stop();

	/**
	 * Stop sending responses, and hold them. Requests are still taken, as many as the
	 * prefetch allows.
	 */
	void stopPublisher();

	/**
	 * Stop taking requests, and wait for running functions, up to the grace period, as
	 * {@link #stop()} does.
	 */
	void stopConsumer();

	/**
	 * What the server is about.
	 * @return the state that the last lifecycle method left it in
	 */
	ServerState state();

	/**
	 * Tell somebody when the state changes, from now on.
	 * @param listener told after those that were given before
	 */
	void onStateChange(ServerStateListener listener);

	/**
	 * How the server stands with the queues that it takes requests from: its own first,
	 * then those that it {@linkplain #receiveFromQueue receives from} for now. Asks
	 * nobody and does not block.
	 * @return a snapshot
	 */
	List<ConsumerState> consumers();

	/**
	 * Whether the server takes requests now.
	 * @return {@code true} while the broker knows its consumer
	 */
	boolean serving();

	/**
	 * Whether the server cannot handle requests because functions whose callers have
	 * given up occupy its whole concurrency or its whole prefetch. It takes no requests
	 * until one of them ends.
	 * @return {@code true} until then
	 */
	boolean stalled();

	/**
	 * What the server has counted so far.
	 * @return a snapshot
	 */
	ServerStatistics statistics();

	/**
	 * How the server stands with its broker. It shares its connections with whatever
	 * shares its transport.
	 * @return a snapshot
	 */
	ConnectionState connection();

	/**
	 * Which of several brokers the server uses.
	 * @return the name of its transport, or {@code null} if that has none
	 */
	@Nullable String connectionName();

	/**
	 * Stop for good, and send what is held. Waits as {@link #stop()} does.
	 */
	@Override
	void close();

}
