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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.amphora.StoppedException;
import io.amphora.client.cancellation.CancelPublisher;
import io.amphora.introspection.ServiceDescription;
import io.amphora.serializer.BatchFormat;
import io.amphora.topology.ServiceTopology;
import io.amphora.topology.Topology;
import io.amphora.transport.BatchLimits;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.ConsumerState;
import io.amphora.transport.DirectReplies;
import io.amphora.transport.Publisher;
import io.amphora.transport.Subscription;
import io.amphora.transport.SubscriptionSpec;
import io.amphora.transport.connection.ConnectionState;
import io.amphora.transport.thread.BrokerThread;
import io.amphora.transport.thread.Durations;
import io.amphora.transport.thread.Lifecycle;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creates the parts of a client, and starts and stops them. Subclasses add what only
 * their kind of client offers.
 */
abstract class DefaultServiceClient implements ServiceClient {

	private static final Log logger = LogFactory.getLog(DefaultServiceClient.class);

	/** Replies are acknowledged immediately, so this limits bursts, not concurrency. */
	private static final int PREFETCH = 1000;

	private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);

	/** Short, because a queue that is not deleted expires. */
	private static final Duration DELETE_PATIENCE = Duration.ofSeconds(2);

	/** Short, because servers only do needless work otherwise. */
	private static final Duration CANCEL_PATIENCE = Duration.ofSeconds(2);

	private final RequestFactory requests;

	/** Written by the thread that closes the client, after the grace period. */
	private volatile boolean ending;

	private final BrokerTransport transport;

	private final PendingCalls pendingCalls;

	private final Publisher publisher;

	private final @Nullable RequestBatcher batcher;

	/** {@code null} if servers are not notified of cancelled calls. */
	final @Nullable CancelPublisher cancelPublisher;

	/** {@code null} with direct replies. */
	private final @Nullable ReplyQueue replyQueue;

	/** {@code null} with direct replies. */
	private final @Nullable Subscription responses;

	private final CallExecutor executor;

	private final CallOptions defaults;

	private final ClientSettings settings;

	private final Lifecycle<ClientState> lifecycle = new Lifecycle<>(ClientState.STOPPED, this::changed);

	private final ServiceDescriber describer;

	DefaultServiceClient(RequestFactory requests, BrokerTransport transport, ClientSettings settings) {
		this.settings = settings;
		this.requests = requests;
		requests.connection(RequestFactory.Connection.of(transport));
		this.pendingCalls = new PendingCalls(requests.lateReplies());
		this.transport = transport;
		ServiceTopology topology = requests.topology();
		boolean direct = settings.replyMode() == ReplyMode.DIRECT;
		this.replyQueue = direct ? null : replyQueue();
		Topology replies = (this.replyQueue != null) ? this.replyQueue
				: new DirectReplies(this.pendingCalls, transport);
		String name = "client of " + topology.service();
		this.publisher = transport.publisher(name + ", requests", requests.route().topology().and(replies),
				settings.holdLimit(), settings.holdLimitSize());
		this.batcher = direct ? null : batcher(settings.batching());
		this.cancelPublisher = settings.propagateCancellation() ? cancelPublisher(!direct && !settings.temporary())
				: null;
		SubscriptionSpec spec = new SubscriptionSpec(name + ", responses", requests.replyTo(), replies, PREFETCH);
		this.responses = direct ? null : transport.subscription(spec, this.pendingCalls);
		if (direct) {
			this.publisher.onLost(this::directRepliesLost);
		}
		ClientInterceptorChain interceptors = new ClientInterceptorChain(settings.interceptors());
		this.executor = new CallExecutor(requests, transport, this.publisher.sendBuffer(),
				(this.batcher != null) ? this.batcher::send : this.publisher::publishReserved, this.pendingCalls,
				settings.propagateDeadline(), interceptors);
		this.defaults = CallOptions.withTimeout(settings.timeout());
		this.describer = describer(interceptors);
	}

	private CancelPublisher cancelPublisher(boolean claimable) {
		CancelPublisher cancellations = new CancelPublisher(this.requests.topology(), this.requests.serializer(),
				this.transport, this.requests.appId());
		this.pendingCalls.cancelPublisher(cancellations, claimable);
		return cancellations;
	}

	private ServiceDescriber describer(ClientInterceptorChain interceptors) {
		Topology replies = (this.responses == null) ? new DirectReplies(this.pendingCalls, this.transport)
				: this.requests.topology().responses(uuid(), this.settings.replyQueueExpires());
		return new ServiceDescriber(this.requests, this.transport, this.pendingCalls, this.settings.propagateDeadline(),
				interceptors, replies);
	}

	private ReplyQueue replyQueue() {
		return new ReplyQueue(this.requests.replyTo(),
				this.requests.topology().responses(this.requests.uuid(), this.settings.replyQueueExpires()),
				() -> !this.pendingCalls.expecting().isEmpty(), this::responseQueueLost);
	}

	private void responseQueueLost() {
		repliesLost(this.pendingCalls.expecting(), "the reply queue was deleted and declared again");
	}

	/**
	 * Unconfirmed requests are sent again in any case, unless the client is closed or the
	 * confirm is being handled at this moment.
	 */
	private void directRepliesLost() {
		if (!this.ending) {
			this.pendingCalls.expecting()
				.forEach((call) -> call
					.whenConfirmed(() -> repliesLost(List.of(call), "direct replies were lost with the connection")));
		}
	}

	/**
	 * Handles the calls that are pending at this moment: replies to later calls are not
	 * lost.
	 */
	private void repliesLost(List<RequestWithReply> calls, String reason) {
		if (!calls.isEmpty()) {
			this.transport.schedule(() -> calls.forEach((call) -> repliesLost(call, reason)), Duration.ZERO);
		}
	}

	private void repliesLost(RequestWithReply request, String reason) {
		if (request instanceof PendingCall call && call.idempotent()) {
			this.publisher.publish(call);
		}
		else {
			request.repliesLost(reason);
		}
	}

	private @Nullable RequestBatcher batcher(@Nullable BatchLimits limits) {
		BatchFormat format = this.requests.serializer().batchFormat();
		if (limits == null || format == null || this.requests.sendUserId() || this instanceof AmphoraFanoutClient) {
			return null;
		}
		RequestBatcher batcher = new RequestBatcher(this.requests, format, limits, this.transport, this.publisher,
				this.pendingCalls::size);
		this.pendingCalls.batchSplitter(batcher.replySplitter());
		return batcher;
	}

	PendingCalls pendingCalls() {
		return this.pendingCalls;
	}

	CallExecutor executor() {
		return this.executor;
	}

	CallOptions defaults() {
		return this.defaults;
	}

	@Override
	public String service() {
		return this.requests.topology().service();
	}

	@Override
	public boolean overridesContractTimeouts() {
		return this.settings.overrideContractTimeouts();
	}

	@Override
	public String uuid() {
		return this.requests.uuid();
	}

	@Override
	public RemoteFunction function(String name) {
		return new DefaultRemoteFunction(this.executor, name, this.defaults);
	}

	@Override
	@SuppressWarnings("unchecked")
	public <T> CompletableFuture<@Nullable T> claimAsync(String correlationId, Class<T> resultType) {
		DefaultRemoteFunction.requireType(resultType);
		if (this.responses == null) {
			throw new IllegalStateException("Direct replies cannot be claimed. Set 'reply-mode' to 'queue'");
		}
		return (CompletableFuture<@Nullable T>) this.executor.claim(correlationId, this.defaults.timeout(), resultType);
	}

	@Override
	public List<ServiceDescription> describeAll(Duration wait) {
		Duration patience = Durations.requirePositive(wait, "wait");
		this.executor.requireOpen(ServiceDescription.FUNCTION, CallOptions.withTimeout(patience), List.of());
		return this.describer.describeAll(patience);
	}

	@Override
	public CompletableFuture<@Nullable Void> serve() {
		CompletableFuture<Void> started = this.lifecycle.start(ClientState.SERVING, this::startParts);
		if (started == null) {
			throw new StoppedException("The client of '%s' is closed. Build a new one".formatted(service()), null);
		}
		started
			.exceptionallyCompose((ex) -> (this.responses != null) ? this.responses.opened() : this.publisher.opened())
			.thenRun(() -> this.lifecycle.runOnce(ClientState.SERVING, this::started));
		return this.transport.inBackground(started).thenApply((done) -> null);
	}

	/** Called when the broker has accepted the client for the first time. */
	void onStarted() {
	}

	/** Called once, before the client waits for its pending calls. */
	void onClosing() {
	}

	private CompletableFuture<Void> startParts() {
		CompletableFuture<Void> consuming = (this.responses != null) ? this.responses.start() : null;
		CompletableFuture<Void> publishing = this.publisher.start();
		return (consuming != null) ? consuming : publishing;
	}

	@Override
	public void awaitStop() throws InterruptedException {
		BlockingCalls.requireOwnThread("awaitStop");
		this.lifecycle.awaitStop();
	}

	@Override
	public void stop() {
		if (!this.lifecycle.isClosing()) {
			stopParts();
		}
	}

	/** Has no further effect if the client is started again meanwhile. */
	private void stopParts() {
		int before = this.lifecycle.starts();
		CompletableFuture<?> stopped = this.lifecycle.runUnlessStarted(before,
				() -> CompletableFuture.allOf(this.publisher.stop(STOP_PATIENCE), cancelResponses()));
		if (stopped != null) {
			BrokerThread.runBlocking(() -> {
				await(stopped, STOP_PATIENCE.multipliedBy(2));
				this.lifecycle.stopped(before, ClientState.STOPPED);
			}, (task) -> this.transport.runOnNewThread("amphora-stop-" + service(), task));
		}
	}

	@Override
	public void stopPublisher() {
		this.lifecycle.runUnlessClosing(this.publisher::pause);
	}

	@Override
	public void stopConsumer() {
		if (!this.lifecycle.isClosing()) {
			await(cancelResponses(), STOP_PATIENCE.multipliedBy(2));
		}
	}

	private CompletableFuture<Void> cancelResponses() {
		return (this.responses != null) ? this.responses.cancel() : CompletableFuture.completedFuture(null);
	}

	/** Does not wait in a callback: a delivery is settled after its callback returns. */
	private static void await(CompletableFuture<?> stopped, Duration patience) {
		if (BrokerThread.isCurrent()) {
			return;
		}
		stopped.exceptionally((ex) -> null).completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS).join();
	}

	private void started() {
		logger.info("%s started (%s%s)".formatted(description(),
				(this.responses != null) ? "reply queue " + this.requests.replyTo() : "direct reply-to",
				(connectionName() != null) ? ", connection '" + connectionName() + "'" : ""));
		onStarted();
	}

	private void changed(ClientState state) {
		if (state == ClientState.STOPPED) {
			logger.info("%s stopped (pending calls: %d)".formatted(description(), this.pendingCalls.size()));
		}
		Unexpected.forEach(logger, "A state listener failed: " + description(), this.settings.listeners(),
				(listener) -> listener.changed(this, state));
	}

	private String description() {
		return ((this instanceof AmphoraFanoutClient) ? "Fanout client" : "Client") + " of service '" + service() + "'";
	}

	@Override
	public ClientState state() {
		return this.lifecycle.state();
	}

	@Override
	public ConsumerState consumer() {
		return (this.responses != null) ? this.responses.state()
				: new ConsumerState(this.requests.replyTo(), this.publisher.connected(), 0, this.publisher.refusal());
	}

	@Override
	public ClientStatistics statistics() {
		return new ClientStatistics(this.pendingCalls.size(), this.publisher.held(), this.pendingCalls.replies(),
				this.pendingCalls.lateReplyCount(), this.requests.unroutable().sum(), consumer().restarts());
	}

	@Override
	public ConnectionState connection() {
		return this.transport.connection().refusing(this.publisher.refusal(), consumer().refusal());
	}

	@Override
	public @Nullable String connectionName() {
		return this.transport.name();
	}

	@Override
	public void close() {
		if (!this.lifecycle.beginClosing(this.executor::close)) {
			return;
		}
		onClosing();
		BrokerThread.runBlocking(this::closeParts,
				(task) -> this.transport.runOnNewThread("amphora-close-" + service(), task));
	}

	private void closeParts() {
		await(this.pendingCalls.drained(), this.settings.gracePeriod());
		this.ending = true;
		stopParts();
		if (this.batcher != null) {
			this.batcher.close();
		}
		if (this.cancelPublisher != null) {
			this.cancelPublisher.prepareClose();
		}
		// a callback on this thread could keep the others from being run
		BrokerThread.run(() -> {
			this.publisher.close(new StoppedException("The client is closed.", null));
			this.pendingCalls.failAll(ClientRequest::clientClosed);
		});
		await(this.executor.callbacks().submitted(), STOP_PATIENCE);
		if (this.cancelPublisher != null) {
			await(this.cancelPublisher.close(CANCEL_PATIENCE), CANCEL_PATIENCE);
		}
		if (this.replyQueue != null && this.settings.temporary()) {
			await(this.replyQueue.delete(this.transport, DELETE_PATIENCE), DELETE_PATIENCE);
		}
		this.lifecycle.closed(ClientState.CLOSED);
		Unexpected.forEach(logger, "An action after closing failed", this.settings.closeActions(), Runnable::run);
	}

}
