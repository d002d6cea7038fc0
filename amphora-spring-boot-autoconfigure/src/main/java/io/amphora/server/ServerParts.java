package io.amphora.server;

import io.amphora.transport.Delivery;
import java.util.concurrent.Executor;

import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.RpcSerializer;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.DeliveryHandler;
import io.amphora.transport.Publisher;
import io.amphora.transport.Subscription;
import io.amphora.transport.SubscriptionSpec;
import org.jspecify.annotations.Nullable;

/**
 * Creates the parts of one server, which the server starts and stops.
 */
final class ServerParts {

	private static final int INTROSPECTION_PREFETCH = 16;

	final FunctionRegistry functions;

	final ServerCounters counters = new ServerCounters();

	final Publisher publisher;

	final HandlerPool handlerPool;

	private final NestedCalls nestedCalls;

	final RequestConsumers consumers;

	final OverdueFunctions overdueFunctions;

	final RequestSettlement settlement;

	final Subscription requests;

	final QueueReceivers receivers;

	private final ServiceTopology topology;

	private final ServerRole role;

	private final RpcSerializer serializer;

	private final ServerSettings settings;

	private final Executor executor;

	private final BrokerTransport transport;

	private final Answering answering;

	private final SenderClocks clocks = new SenderClocks();

	private final DeliveryHandler handler;

	ServerParts(ServiceTopology topology, ServerRole role, RpcSerializer serializer, ServerSettings settings,
			Executor executor, BrokerTransport transport) {
		this.topology = topology;
		this.role = role;
		this.serializer = serializer;
		this.settings = settings;
		this.executor = executor;
		this.transport = transport;
		this.functions = new FunctionRegistry(topology.service());
		this.publisher = transport.holdingPublisher(name("responses"), topology.exchanges());
		this.handlerPool = handlerPool(settings.concurrency());
		int prefetch = initialPrefetch();
		this.nestedCalls = new NestedCalls(transport, prefetch, this::prefetch);
		this.overdueFunctions = overdueFunctions();
		BatchFormat format = role.fanout() ? null : serializer.batchFormat();
		this.answering = new Answering(this.publisher, serializer,
				new ReplyRoutes(settings.replyTargets(), topology, new DirectNodes()), settings, this.counters,
				(format != null) ? new BatchedAnswers(format, transport, this.publisher) : null);
		this.settlement = settlement(this.counters);
		Redeliveries redeliveries = new Redeliveries(role.fanout() ? 0 : settings.deliveryLimit(), transport,
				topology.queueType());
		RequestProcessor processor = processor(redeliveries);
		BatchedRequests batched = (format != null) ? new BatchedRequests(format, serializer.contentType(), processor,
				this.handlerPool, this.publisher, redeliveries, new OpenBatches()) : null;
		this.handler = timed((batched != null) ? batched : processor);
		this.requests = transport.subscription(
				new SubscriptionSpec(name("requests"), role.queue(), role.topology(), prefetch, 0, !role.fanout()),
				this.handler);
		this.receivers = new QueueReceivers(transport, this.handler,
				timed((batched != null) ? batched::handleOne : processor), topology.service(), settings.prefetch());
		this.consumers = new RequestConsumers(this.requests, this.receivers);
	}

	/**
	 * A fanout server does not start with a lower prefetch, because other servers cannot
	 * take its requests.
	 */
	private int initialPrefetch() {
		return (this.settings.adaptsPrefetch() && !this.role.fanout())
				? PrefetchControl.initial(this.settings.concurrency()) : this.settings.prefetch();
	}

	private void prefetch(int prefetch) {
		this.requests.prefetch(prefetch);
	}

	private OverdueFunctions overdueFunctions() {
		return new OverdueFunctions(this.topology.service(), this.settings.concurrency(), () -> this.consumers,
				this.handlerPool::withdraw, (check) -> this.transport.schedule(check, OverdueFunctions.INTERVAL));
	}

	private DeliveryHandler timed(DeliveryHandler untimed) {
		return new TimedRequests(this.clocks, untimed);
	}

	private RequestProcessor processor(Redeliveries redeliveries) {
		PrefetchControl prefetchControl = this.settings.adaptsPrefetch()
				? new PrefetchControl(this.settings.concurrency(), initialPrefetch(), System.nanoTime(),
						this.transport::schedule, this.nestedCalls::usual)
				: null;
		IgnorePolicy ignorePolicy = this.role.fanout() ? IgnorePolicy.drop()
				: new IgnoredRequests(this.transport, this.settings.maxIgnores(), redeliveries);
		return new RequestProcessor(this.topology.service(), new RequestReader(this.serializer),
				executor(this.functions, this.handlerPool, prefetchControl, this.overdueFunctions), this.settlement,
				ignorePolicy, redeliveries, this.counters);
	}

	/**
	 * Create the subscription that replies with a description of the server. It has a
	 * queue and a thread of its own, so that a busy server still replies.
	 */
	Subscription introspection(AmphoraServer server) {
		FunctionDefinition describe = new SelfDescription(server, this.settings, this.role.fanout(), this.serializer)
			.function();
		this.functions.addBuiltIn(describe);
		FunctionRegistry only = new FunctionRegistry(this.topology.service());
		only.addBuiltIn(describe);
		ServerCounters uncounted = new ServerCounters();
		RequestProcessor describing = new RequestProcessor(this.topology.service(), new RequestReader(this.serializer),
				executor(only, handlerPool(1), null, null), settlement(uncounted), IgnorePolicy.drop(),
				new Redeliveries(0, this.transport, this.topology.queueType()), uncounted);
		return this.transport.subscription(new SubscriptionSpec(name("introspection"), "",
				this.topology.introspectionServer(), INTROSPECTION_PREFETCH), timed(describing));
	}

	private HandlerPool handlerPool(int concurrency) {
		return new HandlerPool(this.executor, concurrency,
				(check) -> this.transport.schedule(check, HandlerPool.PATIENCE));
	}

	private RequestSettlement settlement(ServerCounters counted) {
		return new RequestSettlement(this.answering, this.settings.duplicateLimits(), counted);
	}

	private FunctionExecutor executor(FunctionRegistry known, HandlerPool pool,
			@Nullable PrefetchControl prefetchControl, @Nullable OverdueFunctions overdue) {
		return new FunctionExecutor(new FunctionRunner(known, this.settings.interceptors()), pool, this.nestedCalls,
				prefetchControl, overdue);
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
		public boolean immediate(Delivery delivery) {
			return this.handler.immediate(delivery);
		}

		@Override
		public void handle(Delivery delivery) {
			this.clocks.arrived(delivery);
			this.handler.handle(delivery);
		}

	}

}
