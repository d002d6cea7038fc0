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

package io.amphora.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

import io.amphora.topology.Topology;
import io.amphora.transport.connection.BrokerConnection;
import io.amphora.transport.connection.BrokerConnectionFactory;
import io.amphora.transport.connection.ConnectionState;
import io.amphora.transport.connection.RandomizedBackOff;
import io.amphora.transport.thread.BrokerThread;
import io.amphora.transport.thread.Callbacks;
import io.amphora.transport.thread.SerialExecutor;
import io.amphora.transport.thread.TimeoutScheduler;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.unit.DataSize;

/**
 * Connections and threads that the servers and clients of one broker share. One
 * {@link BrokerConnection connection} is for publishing and another one for consuming, so
 * that a broker that blocks publishers does not stop deliveries. Connects on first use.
 * The workers keep the process alive until the transport is closed, so that a server does
 * not exit when it loses its connection. Thread-safe.
 *
 * @since 0.1.0
 */
public final class BrokerTransport implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(BrokerTransport.class);

	private static final Duration REFUSAL_INTERVAL = Duration.ofSeconds(15);

	private final @Nullable String name;

	private final ConnectionFactory connectionFactory;

	private final ExecutorService acknowledger;

	private final ExecutorService deliverer;

	private final ScheduledThreadPoolExecutor timer;

	private final TimeoutScheduler timeouts;

	private final BrokerConnection publishing;

	private final BrokerConnection consuming;

	private final List<Publisher> publishers = new CopyOnWriteArrayList<>();

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * Create a transport. Closing it does not close the connection factory.
	 * @param connectionFactory provides the connections
	 */
	public BrokerTransport(ConnectionFactory connectionFactory) {
		this(connectionFactory, RandomizedBackOff.defaults());
	}

	/**
	 * Create a transport. Closing it does not close the connection factory.
	 * @param connectionFactory provides the connections
	 * @param backOff the intervals at which to reconnect, after a first attempt without
	 * delay
	 */
	public BrokerTransport(ConnectionFactory connectionFactory, BackOff backOff) {
		this(connectionFactory, backOff, null);
	}

	/**
	 * Create a transport. Closing it does not close the connection factory.
	 * @param connectionFactory provides the connections
	 * @param backOff the intervals at which to reconnect, after a first attempt without
	 * delay
	 * @param name distinguishes the transport from those to other brokers, in logs and
	 * for operators; {@code null} for the only or the default one
	 */
	public BrokerTransport(ConnectionFactory connectionFactory, BackOff backOff, @Nullable String name) {
		this(connectionFactory, backOff, REFUSAL_INTERVAL, name);
	}

	/**
	 * Create a transport. Closing it does not close the connection factory.
	 * @param connectionFactory provides the connections
	 * @param backOff the intervals at which to reconnect, after a first attempt without
	 * delay
	 * @param refusalInterval the interval at which to retry after refusals, such as for a
	 * failed login, a missing permission or a queue with other arguments, and once the
	 * back-off has ended; 15 seconds by default
	 * @param name distinguishes the transport from those to other brokers, in logs and
	 * for operators; {@code null} for the only or the default one
	 */
	public BrokerTransport(ConnectionFactory connectionFactory, BackOff backOff, Duration refusalInterval,
			@Nullable String name) {
		this.name = name;
		this.connectionFactory = connectionFactory;
		this.timer = new ScheduledThreadPoolExecutor(1, daemons("amphora-timer-"));
		this.timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.acknowledger = Executors.newSingleThreadExecutor(daemons("amphora-acknowledge-"));
		this.deliverer = Executors.newCachedThreadPool(daemons("amphora-deliver-"));
		this.timeouts = new TimeoutScheduler(this.timer, this.deliverer);
		BrokerConnection.Settings settings = new BrokerConnection.Settings(name,
				BrokerConnectionFactory.address(connectionFactory), backOff, refusalInterval);
		ConnectionFactory publisherFactory = connectionFactory.getPublisherConnectionFactory();
		this.publishing = new BrokerConnection((publisherFactory != null) ? publisherFactory : connectionFactory,
				settings, "amphora-publish-", this.timeouts, this::unblocked);
		this.consuming = new BrokerConnection(connectionFactory, settings, "amphora-consume-", this.timeouts, () -> {
		});
	}

	private static ThreadFactory daemons(String prefix) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(prefix);
		threads.setDaemon(true);
		return threads;
	}

	/**
	 * Return the name that distinguishes the transport from those to other brokers.
	 * @return the name, or {@code null} if it has none
	 */
	public @Nullable String name() {
		return this.name;
	}

	/**
	 * Return how the broker is called in logs and messages.
	 * @return the broker with its address, and with the name of the connection if it has
	 * one
	 */
	public String broker() {
		return "the " + this.consuming.broker();
	}

	/**
	 * Create a publisher that is not started yet.
	 * @param name the name of the publisher in logs
	 * @param topology declared before anything is published
	 * @param maxHeld maximum number of buffered and unconfirmed messages
	 * @param maxHeldSize maximum size of their bodies
	 * @return the publisher
	 */
	public Publisher publisher(String name, Topology topology, int maxHeld, DataSize maxHeldSize) {
		return publisher(name, topology, new SendBufferLimit(maxHeld, maxHeldSize), PublishRefusal.Use.REQUESTS);
	}

	private Publisher publisher(String name, Topology topology, SendBufferLimit limit, PublishRefusal.Use use) {
		Publisher publisher = new Publisher(name, this.publishing, topology, limit, use, this.publishers::remove);
		this.publishers.add(publisher);
		return publisher;
	}

	/**
	 * Create a publisher without a limit for the messages of a single operation. It is
	 * not started yet. Refusals are not logged, because the caller of the operation
	 * receives them.
	 * @param name the name of the publisher in logs
	 * @param topology declared before anything is published
	 * @return the publisher
	 */
	public Publisher operationPublisher(String name, Topology topology) {
		return publisher(name, topology, SendBufferLimit.unlimited(), PublishRefusal.Use.OPERATION);
	}

	/**
	 * Create a publisher without a limit, for messages that are limited elsewhere. It is
	 * not started yet. It buffers messages while the broker refuses it, because there is
	 * no caller to notify.
	 * @param name the name of the publisher in logs
	 * @param topology declared before anything is published
	 * @return the publisher
	 */
	public Publisher holdingPublisher(String name, Topology topology) {
		return publisher(name, topology, SendBufferLimit.unlimited(), PublishRefusal.Use.REPLIES);
	}

	/**
	 * Create a subscription that is not started yet.
	 * @param spec the specification of the subscription
	 * @param handler handles the deliveries
	 * @return the subscription
	 */
	public Subscription subscription(SubscriptionSpec spec, DeliveryHandler handler) {
		return new Subscription(spec, dispatcher(handler), this.consuming, this.acknowledger);
	}

	/**
	 * Return the connection factory.
	 * @return the factory of both connections, or of the one for consuming if it has
	 * another one for publishers
	 */
	public ConnectionFactory connectionFactory() {
		return this.connectionFactory;
	}

	/**
	 * Return the connection for publishing.
	 * @return the connection, which is opened on first use
	 */
	public BrokerConnection publishing() {
		return this.publishing;
	}

	/**
	 * Return the connection for consuming.
	 * @return the connection, which is opened on first use
	 */
	public BrokerConnection consuming() {
		return this.consuming;
	}

	/**
	 * Run an action later, on a thread that must not run callbacks, because other actions
	 * wait for it. The action is late by less than a hundredth of the delay, or by a
	 * millisecond.
	 * @param action the action, which must not block
	 * @param delay the delay
	 * @return a future whose cancellation releases the action
	 */
	public Future<?> schedule(Runnable action, Duration delay) {
		return this.timeouts.schedule(() -> BrokerThread.run(action), delay.toNanos());
	}

	/**
	 * Create an executor for callbacks chained to calls. It runs them at once, or on
	 * another thread if the current one reads from a connection or sends for other
	 * threads.
	 * @return an executor whose actions on the other thread run one after the other, as
	 * long as each takes less than 50 ms
	 */
	public Callbacks callbacks() {
		return new Callbacks(serialExecutor(() -> true));
	}

	/**
	 * Return a future that completes like another one, but on a thread that callbacks may
	 * block. For futures of start and stop operations, including failed ones, to which
	 * applications chain callbacks.
	 * @param <T> the type of the result
	 * @param future the original future
	 * @return a separate future; once the transport is closed, it completes on the thread
	 * of the original one
	 */
	public <T extends @Nullable Object> CompletableFuture<T> inBackground(CompletableFuture<T> future) {
		return future.whenCompleteAsync((result, failure) -> {
		}, this::runInBackground);
	}

	/**
	 * Run a task on a thread that callbacks may block, or on the current thread once the
	 * transport is closed.
	 * @param task the task
	 */
	public void runInBackground(Runnable task) {
		try {
			this.deliverer.execute(task);
		}
		catch (RejectedExecutionException ex) {
			task.run();
		}
	}

	/**
	 * Run a task on a thread of its own, which may outlive the transport. If none can be
	 * created, another thread runs the task, at worst the current one.
	 * @param threadName the name of the thread
	 * @param task the task
	 */
	public void runOnNewThread(String threadName, Runnable task) {
		try {
			start(threadName, task);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "No thread for '" + threadName + "'; the current one does its work", ex);
			task.run();
		}
	}

	private void start(String threadName, Runnable task) {
		try {
			new Thread(task, threadName).start();
		}
		catch (Throwable ex) {
			logger.warn("The thread '" + threadName + "' cannot be created", ex);
			this.deliverer.execute(task);
		}
	}

	/**
	 * Return whether the broker currently blocks publishing.
	 * @return {@code true} between the broker's {@code connection.blocked} and
	 * {@code connection.unblocked}
	 */
	public boolean blocked() {
		return this.publishing.blocked();
	}

	/**
	 * Return the state of the connections. A lost connection is not reported as blocked.
	 * @return a snapshot
	 */
	public ConnectionState connection() {
		ConnectionState state = connectionWithoutCredentials();
		return state.with(BrokerConnectionFactory.credentialsState(this.connectionFactory,
				state.publishing() || state.consuming(), state.lastFailure()));
	}

	/**
	 * Return the state of the connections without that of the credentials, whose provider
	 * may run code of the application.
	 * @return a snapshot
	 */
	public ConnectionState connectionWithoutCredentials() {
		boolean open = this.publishing.connected();
		Exception failure = this.consuming.lastFailure();
		return new ConnectionState(open, this.consuming.connected(), this.consuming.address(),
				open ? this.publishing.blockedReason() : null,
				(failure != null) ? failure : this.publishing.lastFailure());
	}

	/**
	 * Return the number of scheduled actions that are neither done nor cancelled.
	 * @return the number of actions
	 */
	public int scheduled() {
		return this.timeouts.size();
	}

	/**
	 * Create a dispatcher with executors of its own, so that handlers do not wait for
	 * each other.
	 */
	DeliveryDispatcher dispatcher(DeliveryHandler handler) {
		return new DeliveryDispatcher(handler, serialExecutor(handler::runsCallbacks),
				serialExecutor(handler::runsCallbacks));
	}

	private SerialExecutor serialExecutor(BooleanSupplier overtaking) {
		return new SerialExecutor(this.deliverer, this.timer, overtaking);
	}

	/** The workers send, because the connection's thread must not. */
	private void unblocked() {
		if (!this.closed.get()) {
			this.publishers.forEach((publisher) -> BrokerThread.run(publisher::flush));
		}
	}

	/** Stop the threads. Publishers and subscriptions must be stopped before. */
	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		this.timer.shutdown();
		this.publishing.close();
		this.consuming.close();
		this.acknowledger.execute(this.acknowledger::shutdown);
		this.deliverer.shutdown();
	}

}
