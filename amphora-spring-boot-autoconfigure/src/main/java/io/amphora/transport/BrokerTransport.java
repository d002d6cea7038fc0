package io.amphora.transport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.amphora.NoResultException;
import io.amphora.TopologyException;
import io.amphora.topology.Topology;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.unit.DataSize;

/**
 * What servers and clients share of one broker: a connection to publish on, another one
 * to consume from, so that a broker that blocks publishers does not stop deliveries, and
 * a worker thread that does whatever waits for the broker. Connects when it is first
 * needed. The worker keeps the process alive until the transport is closed, so that a
 * server does not end with its connection. Thread-safe.
 */
public final class BrokerTransport implements AutoCloseable {

	private final ScheduledThreadPoolExecutor worker;

	private final ExecutorService acknowledger;

	private final ScheduledThreadPoolExecutor timer;

	private final ChannelSource publishing;

	private final ChannelSource consuming;

	private final List<Publisher> publishers = new CopyOnWriteArrayList<>();

	private final RetryPolicy retryPolicy;

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * Create a transport that connects with a connection factory, which stays its
	 * creator's to close.
	 * @param connectionFactory gives the connections
	 */
	public BrokerTransport(ConnectionFactory connectionFactory) {
		this(connectionFactory, RetryPolicy.defaults());
	}

	/**
	 * Create a transport that connects with a connection factory, which stays its
	 * creator's to close.
	 * @param connectionFactory gives the connections
	 * @param retryPolicy how often to try again what failed
	 */
	public BrokerTransport(ConnectionFactory connectionFactory, RetryPolicy retryPolicy) {
		ConnectionFactory publisherFactory = connectionFactory.getPublisherConnectionFactory();
		this.publishing = new ChannelSource((publisherFactory != null) ? publisherFactory : connectionFactory,
				this::unblocked);
		this.consuming = new ChannelSource(connectionFactory, () -> {
		});
		this.retryPolicy = retryPolicy;
		this.worker = new ScheduledThreadPoolExecutor(1, new CustomizableThreadFactory("amphora-broker-"));
		this.worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.timer = new ScheduledThreadPoolExecutor(1, daemons("amphora-timer-"));
		this.timer.setRemoveOnCancelPolicy(true);
		this.timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.acknowledger = Executors.newSingleThreadExecutor(daemons("amphora-acknowledge-"));
	}

	private static ThreadFactory daemons(String prefix) {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(prefix);
		threads.setDaemon(true);
		return threads;
	}

	/**
	 * Create a publisher, not started yet.
	 * @param name what it is called in logs
	 * @param topology declared before anything is published
	 * @param maxHeld how many messages it holds at most
	 * @param maxHeldSize how many bytes of bodies it holds at most
	 * @return the publisher
	 */
	public Publisher publisher(String name, Topology topology, int maxHeld, DataSize maxHeldSize) {
		Publisher publisher = new Publisher(name, this, topology, new HoldLimit(maxHeld, maxHeldSize));
		this.publishers.add(publisher);
		return publisher;
	}

	/**
	 * Create a publisher whose messages something else bounds, not started yet.
	 * @param name what it is called in logs
	 * @param topology declared before anything is published
	 * @return the publisher
	 */
	public Publisher publisher(String name, Topology topology) {
		return publisher(name, topology, Integer.MAX_VALUE, DataSize.ofBytes(Long.MAX_VALUE));
	}

	/**
	 * Create a subscription, not started yet.
	 * @param spec what to consume
	 * @param handler gets the deliveries
	 * @return the subscription
	 */
	public Subscription subscription(SubscriptionSpec spec, DeliveryHandler handler) {
		return new Subscription(spec, handler, this);
	}

	/**
	 * Do something with a channel of its own, on the worker thread, and try again while
	 * there is no connection.
	 * @param <T> the type of the result
	 * @param action what to do, perhaps more than once
	 * @param patience how long to try
	 * @return completes with the result; exceptionally with a {@link TopologyException}
	 * if the broker refuses, or with a {@link NoResultException} if it cannot be reached
	 */
	public <T extends @Nullable Object> CompletableFuture<T> execute(ChannelAction<T> action, Duration patience) {
		ChannelTask<T> task = new ChannelTask<>(action, this.consuming, this.worker, patience);
		this.worker.execute(task);
		return task.result();
	}

	/**
	 * Do something later, on a thread that counts as one of the broker's.
	 * @param action what to do, without blocking
	 * @param delay how long to wait
	 * @return cancels the action, and leaves nothing behind
	 */
	public Future<?> schedule(Runnable action, Duration delay) {
		return this.timer.schedule(() -> BrokerThread.run(action), delay.toNanos(), TimeUnit.NANOSECONDS);
	}

	/**
	 * Whether the broker takes no messages at the moment.
	 * @return {@code true} between the broker's {@code connection.blocked} and
	 * {@code connection.unblocked}
	 */
	public boolean blocked() {
		return this.publishing.blockedReason() != null;
	}

	/**
	 * Whether there is a connection to consume from.
	 * @return {@code true} while it is open
	 */
	public boolean connected() {
		return this.consuming.connected();
	}

	/**
	 * The node that deliveries come from.
	 * @return address and port, or {@code null} without a connection
	 */
	public @Nullable String address() {
		return this.consuming.address();
	}

	/**
	 * Why there is no connection.
	 * @return the last failure, or {@code null} if the last attempt did not fail
	 */
	public @Nullable Exception lastFailure() {
		return this.consuming.lastFailure();
	}

	ManagedChannel publishingChannel(String name, ChannelUser user) {
		return new ManagedChannel(name, this.publishing, this.worker, user, this.retryPolicy.newBackOff());
	}

	ManagedChannel consumingChannel(String name, ChannelUser user) {
		return new ManagedChannel(name, this.consuming, this.worker, user, this.retryPolicy.newBackOff());
	}

	/** How many actions are scheduled and not cancelled. */
	int scheduled() {
		return this.timer.getQueue().size();
	}

	ScheduledExecutorService worker() {
		return this.worker;
	}

	Executor acknowledger() {
		return this.acknowledger;
	}

	private void unblocked() {
		if (!this.closed.get()) {
			this.worker.execute(() -> this.publishers.forEach(Publisher::send));
		}
	}

	void forget(Publisher publisher) {
		this.publishers.remove(publisher);
	}

	/**
	 * Stop the threads. Publishers and subscriptions have to be stopped before.
	 */
	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		this.timer.shutdown();
		this.worker.execute(() -> {
			this.publishing.close();
			this.consuming.close();
			this.worker.shutdown();
		});
		this.acknowledger.execute(this.acknowledger::shutdown);
	}

}
