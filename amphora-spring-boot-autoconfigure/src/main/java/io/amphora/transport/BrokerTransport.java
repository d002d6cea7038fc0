package io.amphora.transport;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;

import io.amphora.NoResultException;
import io.amphora.StoppedException;
import io.amphora.TopologyException;
import io.amphora.topology.Topology;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.unit.DataSize;

/**
 * Connections and threads that the servers and clients of one broker share. One
 * connection is for publishing and another one for consuming, so that a broker that
 * blocks publishers does not stop deliveries. Each connection has its own worker threads
 * for operations that wait for the broker, so that a connection that hangs does not delay
 * the other. Connects on first use. The workers keep the process alive until the
 * transport is closed, so that a server does not exit when it loses its connection.
 * Thread-safe.
 */
public final class BrokerTransport implements AutoCloseable {

	private final @Nullable String name;

	private final ConnectionFactory connectionFactory;

	private final Workers publishingWorkers = new Workers("amphora-publish-");

	private final Workers consumingWorkers = new Workers("amphora-consume-");

	private final ExecutorService acknowledger;

	private final ExecutorService deliverer;

	private final ScheduledThreadPoolExecutor timer;

	private final Deadlines deadlines;

	private final ChannelSource publishing;

	private final ChannelSource consuming;

	private final List<Publisher> publishers = new CopyOnWriteArrayList<>();

	private final Set<ChannelTask<?>> tasks = ConcurrentHashMap.newKeySet();

	private final RetryPolicy retryPolicy;

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * Create a transport. Closing it does not close the connection factory.
	 * @param connectionFactory provides the connections
	 */
	public BrokerTransport(ConnectionFactory connectionFactory) {
		this(connectionFactory, RetryPolicy.defaults());
	}

	/**
	 * Create a transport. Closing it does not close the connection factory.
	 * @param connectionFactory provides the connections
	 * @param retryPolicy the back-off for reconnecting
	 */
	public BrokerTransport(ConnectionFactory connectionFactory, RetryPolicy retryPolicy) {
		this(connectionFactory, retryPolicy, null);
	}

	/**
	 * Create a transport. Closing it does not close the connection factory.
	 * @param connectionFactory provides the connections
	 * @param retryPolicy the back-off for reconnecting
	 * @param name distinguishes the transport from those to other brokers, in logs and
	 * for operators; {@code null} for the only or the default one
	 */
	public BrokerTransport(ConnectionFactory connectionFactory, RetryPolicy retryPolicy, @Nullable String name) {
		this.name = name;
		this.connectionFactory = connectionFactory;
		ConnectionFactory publisherFactory = connectionFactory.getPublisherConnectionFactory();
		FailureLog failures = new FailureLog(name, BrokerConnectionFactory.address(connectionFactory),
				retryPolicy.refusalInterval());
		this.publishing = new ChannelSource((publisherFactory != null) ? publisherFactory : connectionFactory, failures,
				this::unblocked);
		this.consuming = new ChannelSource(connectionFactory, failures, () -> {
		});
		this.retryPolicy = retryPolicy;
		this.timer = new ScheduledThreadPoolExecutor(1, daemons("amphora-timer-"));
		this.timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		this.acknowledger = Executors.newSingleThreadExecutor(daemons("amphora-acknowledge-"));
		this.deliverer = Executors.newCachedThreadPool(daemons("amphora-deliver-"));
		this.deadlines = new Deadlines(this.timer, this.deliverer);
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
		return add(new Publisher(name, this, topology, new HoldLimit(maxHeld, maxHeldSize), false));
	}

	private Publisher add(Publisher publisher) {
		this.publishers.add(publisher);
		return publisher;
	}

	/**
	 * Create a publisher without a limit, for messages that are limited elsewhere. It is
	 * not started yet.
	 * @param name the name of the publisher in logs
	 * @param topology declared before anything is published
	 * @return the publisher
	 */
	public Publisher publisher(String name, Topology topology) {
		return publisher(name, topology, Integer.MAX_VALUE, DataSize.ofBytes(Long.MAX_VALUE));
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
		HoldLimit unlimited = new HoldLimit(Integer.MAX_VALUE, DataSize.ofBytes(Long.MAX_VALUE));
		return add(new Publisher(name, this, topology, unlimited, true));
	}

	/**
	 * Create a subscription that is not started yet.
	 * @param spec the specification of the subscription
	 * @param handler handles the deliveries
	 * @return the subscription
	 */
	public Subscription subscription(SubscriptionSpec spec, DeliveryHandler handler) {
		return new Subscription(spec, handler, this);
	}

	/**
	 * Run an action with a channel of its own on a worker thread, and retry it while
	 * disconnected.
	 * @param <T> the type of the result
	 * @param action the action, which may run more than once
	 * @param patience maximum time to retry
	 * @return a future that completes with the result; exceptionally with a
	 * {@link TopologyException} if the broker refuses, with a {@link NoResultException}
	 * if it cannot be reached, with a {@link StoppedException} if the transport is
	 * closed, or with the exception of the action
	 */
	public <T extends @Nullable Object> CompletableFuture<T> execute(ChannelAction<T> action, Duration patience) {
		ChannelTask<T> task = new ChannelTask<>(action);
		return execute(task, consumingChannel("task", task), patience);
	}

	/**
	 * Like {@link #execute}, but with a channel of the publishing connection, which a
	 * client without a reply queue has already opened.
	 * @param <T> the type of the result
	 * @param action the action, which may run more than once
	 * @param patience maximum time to retry
	 * @return a future that completes like that of {@link #execute}
	 */
	public <T extends @Nullable Object> CompletableFuture<T> executeOnPublishing(ChannelAction<T> action,
			Duration patience) {
		ChannelTask<T> task = new ChannelTask<>(action);
		return execute(task, publishingChannel("task", task), patience);
	}

	private <T extends @Nullable Object> CompletableFuture<T> execute(ChannelTask<T> task, ManagedChannel channel,
			Duration patience) {
		this.tasks.add(task);
		task.result().whenComplete((result, failure) -> {
			this.tasks.remove(task);
			channel.close();
		});
		try {
			Future<?> timer = schedule(() -> task.giveUp(lastFailure()), patience);
			task.result().whenComplete((result, failure) -> timer.cancel(false));
			channel.start();
		}
		catch (RejectedExecutionException ex) {
			task.giveUp(closedException());
		}
		if (this.closed.get()) {
			task.giveUp(closedException());
		}
		return task.result();
	}

	static StoppedException closedException() {
		return new StoppedException("The connection to the broker is closed.", null);
	}

	/**
	 * Run an action later, on a thread that is marked as delivering. The action is late
	 * by less than a hundredth of the delay, or by a millisecond.
	 * @param action the action, which must not block
	 * @param delay the delay
	 * @return a future whose cancellation releases the action
	 */
	public Future<?> schedule(Runnable action, Duration delay) {
		return this.deadlines.schedule(() -> BrokerThread.runCallbacks(action), delay.toNanos());
	}

	/**
	 * Create an executor for callbacks chained to calls. It runs them at once, or on
	 * another thread if the current one reads from a connection or sends for other
	 * threads.
	 * @return an executor whose actions on the other thread run one after the other
	 */
	public Executor callbacks() {
		return new Callbacks(new SerialExecutor(this.deliverer));
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

	private void runInBackground(Runnable task) {
		try {
			this.deliverer.execute(task);
		}
		catch (RejectedExecutionException ex) {
			task.run();
		}
	}

	/**
	 * Return whether the broker currently blocks publishing.
	 * @return {@code true} between the broker's {@code connection.blocked} and
	 * {@code connection.unblocked}
	 */
	public boolean blocked() {
		return this.publishing.blockedReason() != null;
	}

	/**
	 * Return whether the consuming connection is open.
	 * @return {@code true} while it is open
	 */
	public boolean connected() {
		return this.consuming.connected();
	}

	/**
	 * Return the address of the node that deliveries come from.
	 * @return address and port, or {@code null} without a connection
	 */
	public @Nullable String address() {
		return this.consuming.address();
	}

	/**
	 * Return the last failure of the consuming connection.
	 * @return the last failure, or {@code null} if the last attempt did not fail
	 */
	public @Nullable Exception lastFailure() {
		return this.consuming.lastFailure();
	}

	/**
	 * Return the state of the connections. A lost connection is not reported as blocked.
	 * @return a snapshot
	 */
	public ConnectionState connection() {
		ConnectionState state = connectionWithoutCredentials();
		CredentialsCheck check = CredentialsCheck.find(this.connectionFactory);
		return (check != null) ? state.with(check.state(state.publishing() || state.consuming(), state.lastFailure()))
				: state;
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

	ManagedChannel publishingChannel(String name, ChannelUser user) {
		return new ManagedChannel(name, this.publishing, this.publishingWorkers.next(), user,
				this.retryPolicy.newBackOff());
	}

	ManagedChannel consumingChannel(String name, ChannelUser user) {
		return new ManagedChannel(name, this.consuming, this.consumingWorkers.next(), user,
				this.retryPolicy.newBackOff());
	}

	/** Return the number of scheduled actions that are neither done nor cancelled. */
	int scheduled() {
		return this.deadlines.size();
	}

	Executor acknowledger() {
		return this.acknowledger;
	}

	/**
	 * Create a dispatch with executors of its own, so that handlers do not wait for each
	 * other.
	 */
	DeliveryDispatch dispatch(DeliveryHandler handler) {
		return new DeliveryDispatch(handler, new SerialExecutor(this.deliverer), new SerialExecutor(this.deliverer));
	}

	private void unblocked() {
		if (!this.closed.get()) {
			this.publishers.forEach(Publisher::resume);
		}
	}

	void forget(Publisher publisher) {
		this.publishers.remove(publisher);
	}

	/** Stop the threads. Publishers and subscriptions must be stopped before. */
	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		this.timer.shutdown();
		this.tasks.forEach((task) -> task.giveUp(closedException()));
		this.publishingWorkers.close(this.publishing::close);
		this.consumingWorkers.close(this.consuming::close);
		this.acknowledger.execute(this.acknowledger::shutdown);
		this.deliverer.shutdown();
	}

}
