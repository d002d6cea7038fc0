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

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.amphora.CallScope;
import io.amphora.StoppedException;
import io.amphora.introspection.ServiceDescription;
import io.amphora.serializer.RpcSerializer;
import io.amphora.server.execution.GracePeriod;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.server.receiver.QueueReceiver;
import io.amphora.server.receiver.ReceiveOptions;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.ConsumerState;
import io.amphora.transport.Subscription;
import io.amphora.transport.connection.ConnectionState;
import io.amphora.transport.thread.BrokerThread;
import io.amphora.transport.thread.Lifecycle;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Starts and stops the parts of a server. Its {@link #lifecycle} serializes both.
 */
class DefaultAmphoraServer implements AmphoraServer {

	private static final Log logger = LogFactory.getLog(DefaultAmphoraServer.class);

	private static final Duration CONFIRM_PATIENCE = Duration.ofSeconds(5);

	private final ServiceTopology topology;

	private final ServerRole role;

	private final ServerSettings settings;

	private final BrokerTransport transport;

	private final boolean ownTransport;

	final ServerComponents components;

	private final ServiceDescriptionFactory descriptions;

	private final @Nullable Subscription introspection;

	private final GracePeriod gracePeriod;

	private final List<ServerStateListener> listeners = new CopyOnWriteArrayList<>();

	private final Lifecycle<ServerState> lifecycle = new Lifecycle<>(ServerState.STOPPED, this::changed);

	DefaultAmphoraServer(AmphoraServerBuilder<?> builder) {
		this(builder, (topology, uuid) -> ServerRole.oneOfMany(topology));
	}

	/**
	 * Create a server with a role.
	 * @param role creates the role of the server with this uuid
	 */
	DefaultAmphoraServer(AmphoraServerBuilder<?> builder, BiFunction<ServiceTopology, String, ServerRole> role) {
		this.topology = builder.topology();
		this.settings = builder.settings();
		this.role = role.apply(this.topology, this.settings.uuid());
		this.transport = builder.transport();
		this.ownTransport = builder.ownTransport();
		this.gracePeriod = new GracePeriod(this.topology.service(), this.settings.gracePeriod());
		RpcSerializer serializer = builder.codec();
		this.components = new ServerComponents(this.topology, this.role, serializer, this.settings, this.transport);
		this.descriptions = new ServiceDescriptionFactory(this.topology.service(), this.components.functions,
				this.settings, this.role.fanout(), serializer, this.lifecycle::state, this.components::statistics);
		this.introspection = this.settings.introspection() ? this.components.introspection(this.descriptions.function())
				: null;
	}

	@Override
	public String service() {
		return this.topology.service();
	}

	@Override
	public void addFunction(FunctionDefinition definition) {
		this.components.functions.add(definition);
	}

	@Override
	public boolean removeFunction(String name) {
		return this.components.functions.remove(name);
	}

	@Override
	public Collection<FunctionDefinition> functions() {
		return this.components.functions.all();
	}

	@Override
	public String uuid() {
		return this.settings.uuid();
	}

	@Override
	public QueueReceiver receiveFromQueue(String queue, ReceiveOptions options) {
		return this.components.receivers.receive(queue, options);
	}

	@Override
	public String queue() {
		return this.role.queue();
	}

	@Override
	public Collection<QueueReceiver> receivers() {
		return this.components.receivers.all();
	}

	@Override
	public void awaitStop() throws InterruptedException {
		this.lifecycle.awaitStop();
	}

	@Override
	public CompletableFuture<@Nullable Void> serve() {
		CompletableFuture<Void> consuming = this.lifecycle.start(ServerState.SERVING, this::startParts);
		if (consuming == null) {
			throw new StoppedException("The server of '%s' is closed. Build a new one".formatted(service()), null);
		}
		consuming.exceptionallyCompose((ex) -> this.components.opened())
			.thenRun(() -> this.lifecycle.runOnce(ServerState.SERVING, () -> logger.info(started())));
		return this.transport.inBackground(consuming).thenApply((started) -> null);
	}

	/** The server starts even if the broker refuses its introspection. */
	private CompletableFuture<Void> startParts() {
		this.gracePeriod.reset();
		CompletableFuture<Void> consuming = this.components.start();
		return (this.introspection != null)
				? CompletableFuture.allOf(consuming, this.introspection.start().exceptionally((ex) -> null))
				: consuming;
	}

	@Override
	public void prepareStop() {
		if (!this.lifecycle.isClosing()) {
			prepare();
		}
	}

	private Ending prepare() {
		Ending ending = this.lifecycle
			.change((state) -> (state == ServerState.SERVING) ? ServerState.PREPARING_STOP : state, this::cancelParts);
		RequestCompletion.AcknowledgedOnReceipt early = this.components.completion.acknowledgedOnReceipt();
		CompletableFuture<?> receivers = this.components.receivers.cancel();
		return new Ending(ending.starts(), ending.subscriptions(),
				CompletableFuture.allOf(ending.settled(), receivers).thenCompose((cancelled) -> early.drained()));
	}

	private Ending cancelParts() {
		this.components.consumers.end();
		List<Subscription> subscriptions = subscriptions();
		return new Ending(this.lifecycle.starts(), subscriptions, all(subscriptions, Subscription::cancel));
	}

	private static CompletableFuture<Void> all(List<Subscription> subscriptions,
			Function<Subscription, CompletableFuture<?>> action) {
		return CompletableFuture.allOf(subscriptions.stream().map(action).toArray(CompletableFuture[]::new));
	}

	private List<Subscription> subscriptions() {
		return (this.introspection != null) ? List.of(this.components.requests, this.introspection)
				: List.of(this.components.requests);
	}

	@Override
	public void stop() {
		if (!this.lifecycle.isClosing()) {
			Ending ending = prepare();
			run(() -> stopParts(ending));
		}
	}

	/** If the server is started again while this method waits, it keeps running. */
	private void stopParts(Ending ending) {
		stopConsuming(ending);
		CompletableFuture<Void> stopped = this.lifecycle.runUnlessStarted(ending.starts(),
				() -> this.components.stop(CONFIRM_PATIENCE));
		if (stopped != null) {
			await(stopped, CONFIRM_PATIENCE.multipliedBy(2));
			this.lifecycle.stopped(ending.starts(), ServerState.STOPPED);
		}
	}

	/**
	 * A thread of a broker connection must not block, and a thread that runs a function
	 * of this server would wait for itself.
	 */
	private void run(Runnable stopping) {
		if (BrokerThread.isCurrent()
				|| (CallScope.current() instanceof RequestScope scope && scope.isRunBy(this.components.handlerPool))) {
			this.transport.runOnNewThread("amphora-stop-" + service(), stopping);
		}
		else {
			stopping.run();
		}
	}

	@Override
	public void stopPublisher() {
		this.lifecycle.runUnlessClosing(this.components.publisher::pause);
	}

	@Override
	public void stopConsumer() {
		if (!this.lifecycle.isClosing()) {
			Ending ending = prepare();
			run(() -> stopConsuming(ending));
		}
	}

	/** Finish the requests that were delivered. */
	private void stopConsuming(Ending ending) {
		if (!finish(ending) && this.lifecycle.starts() == ending.starts()) {
			this.gracePeriod.warnOfRunning(this.components.counters.running.get());
			stopAtOnce(ending);
		}
	}

	/** Requeue unstarted requests, if possible without counting this delivery. */
	private void stopAtOnce(Ending ending) {
		this.components.handlerPool.withdraw();
		await(this.components.completion.allReturned(CONFIRM_PATIENCE), CONFIRM_PATIENCE);
		CompletableFuture<Void> stopped = this.lifecycle.runUnlessStarted(ending.starts(), () -> {
			this.components.receivers.stop();
			return all(ending.subscriptions(), Subscription::stop);
		});
		if (stopped != null) {
			await(stopped, CONFIRM_PATIENCE);
		}
	}

	/**
	 * If sending is paused, wait only until the functions have returned: their requests
	 * are settled after the server starts again.
	 */
	private boolean finish(Ending ending) {
		Long end = this.lifecycle.runUnlessStarted(ending.starts(), this.gracePeriod::begin);
		return GracePeriod.await(ending.settled(), end,
				() -> this.components.publisher.paused() && this.components.handlerPool.isIdle());
	}

	private static boolean await(CompletableFuture<?> done, Duration patience) {
		return done.handle((value, failure) -> true)
			.completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
			.join();
	}

	private void changed(ServerState state) {
		if (state == ServerState.PREPARING_STOP) {
			logger.info("%s is stopping (running functions: %d)".formatted(description(),
					this.components.counters.running.get()));
		}
		else if (state == ServerState.STOPPED) {
			logger.info(description() + " stopped");
		}
		Unexpected.forEach(logger, "A state listener failed: " + description(), this.listeners,
				(listener) -> listener.changed(this, state));
	}

	private String started() {
		return "%s started: %s (queue %s%s)".formatted(description(), this.components.functions.summary(), queue(),
				(connectionName() != null) ? ", connection '" + connectionName() + "'" : "");
	}

	private String description() {
		return "%s of service '%s'".formatted(this.role.fanout() ? "Fanout server" : "Server", service());
	}

	@Override
	public ServiceDescription describe() {
		return this.descriptions.describe();
	}

	@Override
	public void onStateChange(ServerStateListener listener) {
		this.listeners.add(listener);
	}

	@Override
	public ServerState state() {
		return this.lifecycle.state();
	}

	@Override
	public List<ConsumerState> consumers() {
		return this.components.consumers.states();
	}

	@Override
	public boolean serving() {
		return this.components.requests.consuming();
	}

	@Override
	public boolean stalled() {
		return this.components.overdueFunctions.stalled();
	}

	@Override
	public ServerStatistics statistics() {
		return this.components.statistics();
	}

	@Override
	public ConnectionState connection() {
		return this.transport.connection()
			.refusing(this.components.publisher.refusal(), this.components.requests.refusal());
	}

	@Override
	public @Nullable String connectionName() {
		return this.transport.name();
	}

	@Override
	public void close() {
		if (!this.lifecycle.beginClosing(this::sendHeldReplies)) {
			return;
		}
		this.components.receivers.close();
		Ending ending = prepare();
		run(() -> closeParts(ending));
	}

	private void closeParts(Ending ending) {
		stopParts(ending);
		this.components.handlerPool.close();
		await(all(subscriptions(), Subscription::stop), CONFIRM_PATIENCE);
		this.components.publisher.close(new StoppedException("The server is closed.", null));
		this.components.closeThreads();
		if (this.ownTransport) {
			this.transport.close();
		}
		this.lifecycle.closed(ServerState.CLOSED);
	}

	/**
	 * Unsent replies would be lost, and another server would run the functions again.
	 */
	private void sendHeldReplies() {
		if (this.components.publisher.paused() && this.components.counters.running.get() > 0) {
			this.components.publisher.start();
		}
	}

	/**
	 * The shutdown of a server that takes no further requests.
	 *
	 * @param starts how often the server had been started
	 * @param subscriptions the subscriptions that end
	 * @param settled completes when all delivered requests are settled
	 */
	private record Ending(int starts, List<Subscription> subscriptions, CompletableFuture<?> settled) {
	}

}
