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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.RpcSerializer;
import io.amphora.server.direct.DirectAddresses;
import io.amphora.server.execution.AdaptivePrefetch;
import io.amphora.server.execution.BatchAdvice;
import io.amphora.server.execution.CancelledIds;
import io.amphora.server.execution.HandlerPool;
import io.amphora.server.execution.NestedCallConsumers;
import io.amphora.server.execution.OpenBatches;
import io.amphora.server.execution.RunTimes;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.topology.ServiceTopology;
import io.amphora.topology.Topology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Delivery;
import io.amphora.transport.DeliveryHandler;
import io.amphora.transport.Publisher;
import io.amphora.transport.Subscription;
import io.amphora.transport.SubscriptionSpec;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Creates the parts of one server, which the server starts and stops.
 */
final class ServerComponents {

	private static final int INTROSPECTION_PREFETCH = 16;

	private static final int CANCELLING_THREADS = 8;

	/**
	 * Maximum time for which a start waits for the channel for replies. The broker does
	 * not open it on a connection that it blocks.
	 */
	private static final Duration REPLY_PATIENCE = Duration.ofSeconds(30);

	private static final int CANCELLATION_PREFETCH = 16;

	final FunctionRegistry functions;

	final ServerCounters counters = new ServerCounters();

	final Publisher publisher;

	final HandlerPool handlerPool;

	private final NestedCallConsumers nestedCallConsumers;

	final RequestConsumers consumers;

	final OverdueFunctions overdueFunctions;

	final RequestCompletion completion;

	final Subscription requests;

	final QueueReceivers receivers;

	final CancelledIds cancelledIds;

	/** {@code null} if callers cannot cancel their calls. */
	private final @Nullable Subscription cancelRequests;

	private final ServiceTopology topology;

	private final ServerRole role;

	private final RpcSerializer serializer;

	private final ServerSettings settings;

	private final Executor executor;

	private final BrokerTransport transport;

	private final ReplySender replySender;

	private final SenderClocks clocks = new SenderClocks();

	private final BatchAdvice batchAdvice = new BatchAdvice();

	private final OpenBatches batches = new OpenBatches();

	private final DeliveryHandler handler;

	ServerComponents(ServiceTopology topology, ServerRole role, RpcSerializer serializer, ServerSettings settings,
			BrokerTransport transport) {
		this.topology = topology;
		this.role = role;
		this.serializer = serializer;
		this.settings = settings;
		this.executor = (settings.executor() != null) ? settings.executor() : threads();
		this.transport = transport;
		this.functions = new FunctionRegistry(topology.service());
		this.publisher = transport.holdingPublisher(name("responses"), replyTopology());
		this.handlerPool = handlerPool(settings.concurrency());
		int prefetch = initialPrefetch();
		this.nestedCallConsumers = new NestedCallConsumers(transport, prefetch, this::prefetch);
		this.overdueFunctions = overdueFunctions();
		this.cancelledIds = new CancelledIds(transport::schedule);
		BatchFormat format = role.fanout() ? null : serializer.batchFormat();
		this.replySender = replySender(format);
		DeliveryCounter deliveryCounter = deliveryCounter();
		this.completion = completion(this.counters, deliveryCounter);
		RequestProcessor processor = processor(deliveryCounter);
		RequestBatchSplitter splitter = (format != null) ? splitter(format, processor, deliveryCounter) : null;
		this.handler = timed((splitter != null) ? splitter : processor);
		this.requests = transport.subscription(
				new SubscriptionSpec(name("requests"), role.queue(), role.topology(), prefetch, 0, !role.fanout()),
				this.handler);
		this.receivers = new QueueReceivers(transport, this.handler,
				timed((splitter != null) ? splitter::handleOne : processor), topology.service(), settings.prefetch());
		this.consumers = new RequestConsumers(this.requests, this.receivers);
		this.cancelRequests = settings.cancellation() ? cancelRequests() : null;
	}

	private DeliveryCounter deliveryCounter() {
		return new DeliveryCounter(this.topology.service(), this.role.fanout() ? 0 : this.settings.deliveryLimit(),
				this.transport, this.topology.queueType());
	}

	/**
	 * Return a future that completes when requests can be received and replies can be
	 * sent, even after refusals.
	 */
	CompletableFuture<Void> opened() {
		return CompletableFuture.allOf(this.publisher.opened(), this.requests.opened());
	}

	private Topology replyTopology() {
		String responses = this.topology.responseExchange();
		return this.topology.exchanges()
			.and(Topology.writable((this.settings.replyTargets() != ReplyTargets.RESPONSE_EXCHANGE)
					? Set.of("", responses) : Set.of(responses)));
	}

	/**
	 * Start to receive requests and to send replies, also if the broker refuses to
	 * deliver cancellations, or blocks publishing.
	 */
	CompletableFuture<Void> start() {
		CompletableFuture<Void> replying = this.publisher.start()
			.copy()
			.completeOnTimeout(null, REPLY_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		CompletableFuture<Void> consuming = CompletableFuture.allOf(this.consumers.start(), replying);
		return (this.cancelRequests != null)
				? CompletableFuture.allOf(consuming, this.cancelRequests.start().exceptionally((ex) -> null))
				: consuming;
	}

	/**
	 * Stop sending replies and receiving cancellations, which end functions that still
	 * run while the server stops.
	 */
	CompletableFuture<Void> stop(Duration patience) {
		CompletableFuture<Void> sent = this.publisher.stop(patience);
		return (this.cancelRequests != null) ? CompletableFuture.allOf(sent, this.cancelRequests.stop()) : sent;
	}

	ServerStatistics statistics() {
		return this.counters.snapshot(this.overdueFunctions.count(), this.publisher.held(), this.requests.restarts());
	}

	private ExecutorService threads() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory("amphora-" + this.topology.service() + "-");
		return new ThreadPoolExecutor(0, Integer.MAX_VALUE, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
	}

	/** End the threads that run functions, unless the application provides them. */
	void closeThreads() {
		if (this.settings.executor() == null && this.executor instanceof ExecutorService own) {
			own.shutdown();
		}
	}

	/**
	 * A fanout server does not start with a lower prefetch, because other servers cannot
	 * take its requests.
	 */
	private int initialPrefetch() {
		return (this.settings.adaptsPrefetch() && !this.role.fanout())
				? AdaptivePrefetch.initial(this.settings.concurrency()) : this.settings.prefetch();
	}

	private void prefetch(int prefetch) {
		this.requests.prefetch(prefetch);
	}

	private OverdueFunctions overdueFunctions() {
		return new OverdueFunctions(this.topology.service(), this.settings.concurrency(),
				this.settings.overdueConcurrency(), () -> this.consumers, this.handlerPool::handBack,
				(check) -> this.transport.schedule(check, OverdueFunctions.INTERVAL), cancellations());
	}

	/**
	 * Not the threads of functions, because these may all be busy. There are several, in
	 * case an action of the application blocks.
	 */
	private Executor cancellations() {
		CustomizableThreadFactory threads = new CustomizableThreadFactory(
				"amphora-cancel-" + this.topology.service() + "-");
		threads.setDaemon(true);
		ThreadPoolExecutor cancellations = new ThreadPoolExecutor(CANCELLING_THREADS, CANCELLING_THREADS, 1,
				TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
		cancellations.allowCoreThreadTimeOut(true);
		return cancellations;
	}

	private ReplySender replySender(@Nullable BatchFormat format) {
		ReplyRoutes routes = new ReplyRoutes(this.settings.replyTargets(), this.topology, new DirectAddresses(),
				new RequestedReply.RefusedReplies(initialPrefetch()));
		ReplyBatcher batcher = (format != null) ? new ReplyBatcher(format, this.transport, this.publisher, this.batches)
				: null;
		return new ReplySender(this.publisher, this.serializer, routes, this.settings, this.counters, this.batchAdvice,
				batcher);
	}

	private RequestBatchSplitter splitter(BatchFormat format, RequestProcessor processor,
			DeliveryCounter deliveryCounter) {
		return new RequestBatchSplitter(format, this.serializer.contentType(), processor, this.handlerPool,
				this.publisher, deliveryCounter, this.batches);
	}

	private DeliveryHandler timed(DeliveryHandler untimed) {
		return new TimedRequests(this.clocks, untimed);
	}

	private RequestProcessor processor(DeliveryCounter deliveryCounter) {
		AdaptivePrefetch adaptivePrefetch = this.settings.adaptsPrefetch()
				? new AdaptivePrefetch(this.settings.concurrency(), initialPrefetch(), System.nanoTime(),
						this.transport::schedule, this.nestedCallConsumers::usual)
				: null;
		IgnorePolicy ignorePolicy = this.role.fanout() ? IgnorePolicy.drop() : new RequeueingIgnorePolicy(
				this.transport, this.settings.maxIgnores(), Math.max(1, initialPrefetch() / 4), deliveryCounter);
		return new RequestProcessor(
				this.topology.service(), new RequestReader(this.serializer), executor(this.functions, this.handlerPool,
						new RunTimes(adaptivePrefetch, this.batchAdvice), this.overdueFunctions),
				this.completion, ignorePolicy, deliveryCounter, this.counters);
	}

	/**
	 * Create the subscription that replies with a description of the server. It has a
	 * queue and a thread of its own, so that a busy server still replies.
	 */
	Subscription introspection(FunctionDefinition describe) {
		this.functions.addBuiltIn(describe);
		FunctionRegistry only = new FunctionRegistry(this.topology.service());
		only.addBuiltIn(describe);
		ServerCounters uncounted = new ServerCounters();
		DeliveryCounter deliveryCounter = new DeliveryCounter(this.topology.service(), 0, this.transport,
				this.topology.queueType());
		RequestProcessor describing = new RequestProcessor(this.topology.service(), new RequestReader(this.serializer),
				executor(only, handlerPool(1), new RunTimes(null, new BatchAdvice()), null),
				completion(uncounted, deliveryCounter), IgnorePolicy.drop(), deliveryCounter, uncounted);
		return this.transport.subscription(SubscriptionSpec.optional(name("introspection"), "",
				this.topology.introspectionServer(), INTROSPECTION_PREFETCH), timed(describing));
	}

	private Subscription cancelRequests() {
		return this.transport.subscription(
				SubscriptionSpec.optional(name("cancellations"), "", this.topology.controlServer(),
						CANCELLATION_PREFETCH),
				new CancelRequestHandler(this.topology.service(), new RequestReader(this.serializer), this::cancel));
	}

	/** Requests that start meanwhile find their ids, or are found. */
	private void cancel(Set<String> messageIds, Duration time) {
		this.cancelledIds.add(messageIds, time);
		this.overdueFunctions.cancel(messageIds);
	}

	private HandlerPool handlerPool(int concurrency) {
		return new HandlerPool(this.topology.service(), this.executor, concurrency, this.transport::runInBackground,
				(check) -> this.transport.schedule(check, HandlerPool.PATIENCE), this.settings.prefetch());
	}

	private RequestCompletion completion(ServerCounters counted, DeliveryCounter deliveryCounter) {
		return new RequestCompletion(this.replySender, this.settings.duplicateLimits(), counted,
				new UnprocessedRequests(this.topology.service(), deliveryCounter, this.transport));
	}

	private FunctionExecutor executor(FunctionRegistry known, HandlerPool pool, RunTimes runTimes,
			@Nullable OverdueFunctions overdue) {
		return new FunctionExecutor(new FunctionInvoker(known, this.settings.interceptors()), pool,
				this.nestedCallConsumers, runTimes, overdue, this.cancelledIds, this.settings.maxRunTime());
	}

	private String name(String part) {
		return "server of " + this.topology.service() + ", " + part;
	}

	/**
	 * Records how long requests waited before they arrived, and passes them to a handler.
	 * Thread-safe if the handler is.
	 *
	 * @param clocks determines how long requests waited
	 * @param handler handles the requests
	 */
	private record TimedRequests(SenderClocks clocks, DeliveryHandler handler) implements DeliveryHandler {

		@Override
		public boolean handlesOnReadingThread(Delivery delivery) {
			return this.handler.handlesOnReadingThread(delivery);
		}

		@Override
		public void handle(Delivery delivery) {
			this.clocks.arrived(delivery);
			this.handler.handle(delivery);
		}

	}

}
