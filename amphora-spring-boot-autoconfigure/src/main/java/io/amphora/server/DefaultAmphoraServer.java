package io.amphora.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.amphora.StopSignal;
import io.amphora.StoppedException;
import io.amphora.serializer.RpcSerializer;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.ConnectionState;
import io.amphora.transport.ConsumerState;
import io.amphora.transport.Subscription;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Starts and stops the parts of a server. The monitor of {@link #lifecycle} guards
 * {@link #starts}, which tells a stop that the server was started again meanwhile.
 */
class DefaultAmphoraServer implements AmphoraServer {

	private static final Log logger = LogFactory.getLog(DefaultAmphoraServer.class);

	private static final Duration CONFIRM_PATIENCE = Duration.ofSeconds(5);

	private static final Duration FINISH_INTERVAL = Duration.ofMillis(20);

	private final ServiceTopology topology;

	private final ServerRole role;

	private final ServerSettings settings;

	private final BrokerTransport transport;

	private final boolean ownTransport;

	private final @Nullable ExecutorService ownExecutor;

	private final ServerParts parts;

	private final @Nullable Subscription introspection;

	private final AtomicBoolean closed = new AtomicBoolean();

	private final AtomicReference<ServerState> state = new AtomicReference<>(ServerState.STOPPED);

	private final Object lifecycle = new Object();

	private int starts;

	private final StopSignal stopSignal = new StopSignal();

	private final List<ServerStateListener> listeners;

	DefaultAmphoraServer(ServiceTopology topology, ServerRole role, RpcSerializer serializer, ServerSettings settings,
			@Nullable Executor executor, BrokerTransport transport, boolean ownTransport) {
		this.topology = topology;
		this.role = role;
		this.settings = settings;
		this.listeners = new CopyOnWriteArrayList<>(settings.listeners());
		this.transport = transport;
		this.ownTransport = ownTransport;
		this.ownExecutor = (executor == null) ? threads() : null;
		Executor handlers = (executor != null) ? executor : Objects.requireNonNull(this.ownExecutor);
		this.parts = new ServerParts(topology, role, serializer, settings, handlers, transport);
		this.introspection = settings.introspection() ? this.parts.introspection(this) : null;
	}

	private ExecutorService threads() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("amphora-" + this.topology.service() + "-");
		return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
	}

	@Override
	public String service() {
		return this.topology.service();
	}

	@Override
	public void addFunction(FunctionDefinition definition) {
		this.parts.functions.add(definition);
	}

	@Override
	public boolean removeFunction(String name) {
		return this.parts.functions.remove(name);
	}

	@Override
	public Collection<FunctionDefinition> functions() {
		return this.parts.functions.all();
	}

	@Override
	public String uuid() {
		return this.settings.uuid();
	}

	@Override
	public QueueReceiver receiveFromQueue(String queue, ReceiveOptions options) {
		return this.parts.receivers.receive(queue, options);
	}

	@Override
	public String queue() {
		return this.role.queue();
	}

	@Override
	public Collection<QueueReceiver> receivers() {
		return this.parts.receivers.all();
	}

	@Override
	public void awaitStop() throws InterruptedException {
		this.stopSignal.await();
	}

	@Override
	public CompletableFuture<@Nullable Void> serve() {
		if (this.closed.get()) {
			throw new StoppedException("The server of '%s' is closed: build another one".formatted(service()), null);
		}
		CompletableFuture<Void> consuming;
		synchronized (this.lifecycle) {
			this.starts++;
			this.stopSignal.started();
			this.parts.publisher.start();
			this.parts.nestedCalls.resume();
			consuming = this.parts.requests.start();
			if (this.introspection != null) {
				// whoever may not do that still serves
				consuming = CompletableFuture.allOf(consuming, this.introspection.start().exceptionally((ex) -> null));
			}
		}
		become(ServerState.SERVING);
		return consuming.thenApply((started) -> null);
	}

	@Override
	public void prepareStop() {
		if (!this.closed.get()) {
			prepare();
		}
	}

	private CompletableFuture<?> prepare() {
		if (this.state.get() == ServerState.SERVING) {
			become(ServerState.PREPARING_STOP);
		}
		EarlyAcknowledged early = this.parts.settlement.earlyAcknowledged();
		return cancel(subscriptions()).thenCompose((cancelled) -> early.drained());
	}

	private CompletableFuture<?> cancel(List<Subscription> subscriptions) {
		List<CompletableFuture<?>> cancelled = new ArrayList<>();
		cancelled.add(this.parts.receivers.cancel());
		subscriptions.forEach((subscription) -> cancelled.add(subscription.cancel()));
		return CompletableFuture.allOf(cancelled.toArray(CompletableFuture[]::new));
	}

	private List<Subscription> subscriptions() {
		List<Subscription> subscriptions = new ArrayList<>(this.parts.nestedCalls.pause());
		subscriptions.add(this.parts.requests);
		if (this.introspection != null) {
			subscriptions.add(this.introspection);
		}
		return subscriptions;
	}

	@Override
	public void stop() {
		if (!this.closed.get()) {
			stopParts();
		}
	}

	/** A server that is served again while it waits here goes on as if nothing was. */
	private void stopParts() {
		int before = starts();
		stopConsuming();
		CompletableFuture<Void> stopped;
		synchronized (this.lifecycle) {
			if (this.starts != before) {
				return;
			}
			stopped = this.parts.publisher.stop(CONFIRM_PATIENCE);
		}
		await(stopped, CONFIRM_PATIENCE.multipliedBy(2));
		this.stopSignal.stopped();
		become(ServerState.STOPPED);
	}

	private int starts() {
		synchronized (this.lifecycle) {
			return this.starts;
		}
	}

	@Override
	public void stopPublisher() {
		this.parts.publisher.pause();
	}

	@Override
	public void stopConsumer() {
		if (!this.closed.get()) {
			stopConsuming();
		}
	}

	private void warnOfWhatRuns() {
		if (this.parts.counters.running.get() > 0) {
			logger.warn(("Functions of service '%s' still run after the grace period of %d ms;"
					+ " their requests go to another server, unless they were acknowledged on receipt")
				.formatted(service(), this.settings.gracePeriod().toMillis()));
		}
	}

	private void stopConsuming() {
		int before = starts();
		List<Subscription> subscriptions = subscriptions();
		if (!finish(prepare()) && starts() == before) {
			warnOfWhatRuns();
			await(stopAtOnce(subscriptions, before), CONFIRM_PATIENCE);
		}
	}

	private CompletableFuture<?> stopAtOnce(List<Subscription> subscriptions, int before) {
		synchronized (this.lifecycle) {
			if (this.starts != before) {
				return CompletableFuture.completedFuture(null);
			}
			this.parts.receivers.stop();
			return CompletableFuture
				.allOf(subscriptions.stream().map(Subscription::stop).toArray(CompletableFuture[]::new));
		}
	}

	/**
	 * Wait until everything is settled, or until the functions have returned while their
	 * responses are held on purpose: those are settled after the server has started
	 * again.
	 */
	private boolean finish(CompletableFuture<?> settled) {
		long deadline = System.nanoTime() + this.settings.gracePeriod().toNanos();
		boolean finished = settled.isDone();
		while (!finished && deadline - System.nanoTime() > 0) {
			finished = await(settled, FINISH_INTERVAL)
					|| (this.parts.publisher.paused() && this.parts.handlerPool.isIdle());
		}
		return finished;
	}

	private static boolean await(CompletableFuture<?> done, Duration patience) {
		return done.handle((value, failure) -> true)
			.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
			.join();
	}

	private void become(ServerState next) {
		ServerState before = this.state.getAndUpdate((current) -> (current == ServerState.CLOSED) ? current : next);
		if (before != next && before != ServerState.CLOSED) {
			this.listeners.forEach((listener) -> listener.changed(this, next));
		}
	}

	@Override
	public void onStateChange(ServerStateListener listener) {
		this.listeners.add(listener);
	}

	@Override
	public ServerState state() {
		return this.state.get();
	}

	@Override
	public List<ConsumerState> consumers() {
		List<ConsumerState> consumers = new ArrayList<>(this.parts.receivers.consumers());
		consumers.add(0, this.parts.requests.state());
		return consumers;
	}

	@Override
	public boolean serving() {
		return this.parts.requests.consuming();
	}

	@Override
	public ServerStatistics statistics() {
		return this.parts.counters.snapshot(this.parts.publisher.held(), this.parts.requests.restarts());
	}

	@Override
	public ConnectionState connection() {
		return this.transport.connection().refusing(this.parts.publisher.refusal(), this.parts.requests.refusal());
	}

	@Override
	public @Nullable String connectionName() {
		return this.transport.name();
	}

	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		stopParts();
		this.parts.publisher.close(new StoppedException("The server is closed.", null));
		if (this.ownExecutor != null) {
			this.ownExecutor.shutdown();
		}
		if (this.ownTransport) {
			this.transport.close();
		}
		become(ServerState.CLOSED);
	}

}
