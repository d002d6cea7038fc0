package io.amphora.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import io.amphora.StopSignal;
import io.amphora.StoppedException;
import io.amphora.topology.ServiceTopology;
import io.amphora.topology.Topology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Publisher;
import io.amphora.transport.Subscription;
import io.amphora.transport.SubscriptionSpec;
import org.jspecify.annotations.Nullable;

/**
 * Puts a client together and starts and stops its parts.
 */
class DefaultAmphoraClient implements AmphoraClient {

	/** Answers are settled at once, so this bounds a burst, not concurrency. */
	private static final int RESPONSE_PREFETCH = 1000;

	private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

	private final RequestFactory requests;

	private final List<Runnable> closeActions;

	private final AtomicBoolean closed = new AtomicBoolean();

	private final PendingCalls pendingCalls = new PendingCalls();

	private final Publisher publisher;

	private final Subscription responses;

	private final Caller caller;

	private final CallOptions defaults;

	private final ClientSettings settings;

	private final StopSignal stopSignal = new StopSignal();

	private final AtomicReference<ClientState> state = new AtomicReference<>(ClientState.STOPPED);

	private final RequestQueues requestQueues;

	DefaultAmphoraClient(RequestFactory requests, BrokerTransport transport, List<Runnable> closeActions,
			ClientSettings settings) {
		this.requests = requests;
		this.closeActions = closeActions;
		ServiceTopology topology = requests.topology();
		Topology responseTopology = topology.responses(requests.uuid(), settings.responseQueueExpires());
		String name = "client of " + topology.service();
		this.publisher = transport.publisher(name + ", requests", requests.route().topology().and(responseTopology),
				settings.holdLimit(), settings.holdLimitSize());
		this.responses = transport.subscription(new SubscriptionSpec(name + ", responses", requests.responseQueue(),
				responseTopology, RESPONSE_PREFETCH), this.pendingCalls);
		this.caller = new Caller(requests, transport, this.publisher, this.pendingCalls);
		this.defaults = CallOptions.withTimeout(settings.timeout());
		this.settings = settings;
		this.requestQueues = new RequestQueues(topology, transport, settings.timeout());
	}

	Caller caller() {
		return this.caller;
	}

	CallOptions defaults() {
		return this.defaults;
	}

	@Override
	public String service() {
		return this.requests.topology().service();
	}

	@Override
	public String uuid() {
		return this.requests.uuid();
	}

	@Override
	public RemoteFunction function(String name) {
		return new DefaultRemoteFunction(this.caller, name, this.defaults);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> CompletableFuture<@Nullable T> claim(String correlationId, Class<T> resultType) {
		return (CompletableFuture<@Nullable T>) this.caller.claim(correlationId, this.defaults.timeout(), resultType);
	}

	@Override
	public void tuneFunction(String function, FunctionTuner tuner) {
		this.requests.tuners().put(function, tuner);
	}

	@Override
	public void createRequestQueue(RequestQueue queue) {
		Awaiting.change("createRequestQueue of '%s'".formatted(queue.name()), createRequestQueueAsync(queue));
	}

	@Override
	public CompletableFuture<@Nullable Void> createRequestQueueAsync(RequestQueue queue) {
		return this.requestQueues.create(queue);
	}

	@Override
	public void removeRequestQueue(String queue) {
		Awaiting.change("removeRequestQueue of '%s'".formatted(queue), removeRequestQueueAsync(queue));
	}

	@Override
	public CompletableFuture<@Nullable Void> removeRequestQueueAsync(String queue) {
		return this.requestQueues.remove(queue);
	}

	@Override
	public CompletableFuture<@Nullable Void> serve() {
		if (this.closed.get()) {
			throw new StoppedException("The client of '%s' is closed: build another one".formatted(service()), null);
		}
		this.stopSignal.started();
		CompletableFuture<Void> consuming = this.responses.start();
		this.publisher.start();
		become(ClientState.SERVING);
		return consuming.thenApply((started) -> null);
	}

	@Override
	public void awaitStop() throws InterruptedException {
		this.stopSignal.await();
	}

	@Override
	public void stop() {
		if (!this.closed.get()) {
			stopParts();
			become(ClientState.STOPPED);
		}
	}

	private void stopParts() {
		await(CompletableFuture.allOf(this.publisher.stop(STOP_PATIENCE), this.responses.cancel()));
		this.stopSignal.stopped();
	}

	@Override
	public void stopPublisher() {
		this.publisher.pause();
	}

	@Override
	public void stopConsumer() {
		if (!this.closed.get()) {
			await(this.responses.cancel());
		}
	}

	private static void await(CompletableFuture<?> stopped) {
		await(stopped, STOP_PATIENCE.multipliedBy(2));
	}

	private static void await(CompletableFuture<?> stopped, Duration patience) {
		stopped.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS).exceptionally((ex) -> null).join();
	}

	private void become(ClientState next) {
		ClientState before = this.state.getAndUpdate((current) -> (current == ClientState.CLOSED) ? current : next);
		if (before != next && before != ClientState.CLOSED) {
			this.settings.listeners().forEach((listener) -> listener.changed(this, next));
		}
	}

	@Override
	public ClientState state() {
		return this.state.get();
	}

	@Override
	public ClientStatistics statistics() {
		return new ClientStatistics(this.pendingCalls.size(), this.publisher.held(), this.pendingCalls.answered(),
				this.pendingCalls.late());
	}

	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		this.caller.close();
		await(this.pendingCalls.drained(), this.settings.gracePeriod());
		stopParts();
		this.publisher.close(new StoppedException("The client is closed.", null));
		this.pendingCalls.failAll((call) -> new StoppedException(
				"The client was closed before the answer came to " + call.report().describe(), call.report()));
		become(ClientState.CLOSED);
		this.closeActions.forEach(Runnable::run);
	}

}
