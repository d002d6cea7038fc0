package io.amphora.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.amphora.serializer.Jackson2RpcSerializer;
import io.amphora.serializer.RpcSerializer;
import io.amphora.topology.QueueType;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Patience;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Builds an {@link AmphoraServer}. Not thread-safe.
 */
public final class AmphoraServerBuilder {

	private final String service;

	private final BrokerTransport transport;

	private final boolean ownTransport;

	private String uuid = UUID.randomUUID().toString();

	private @Nullable RpcSerializer serializer;

	private @Nullable Executor executor;

	private int concurrency = 16;

	private @Nullable Integer prefetch;

	private boolean persistent = true;

	private @Nullable String appId;

	private QueueType queueType = QueueType.BROKER_DEFAULT;

	private boolean declare = true;

	private Duration gracePeriod = Duration.ofSeconds(30);

	private int maxIgnores = 10;

	private int deliveryLimit = 20;

	private DuplicateLimits duplicateLimits = DuplicateLimits.DEFAULT;

	private ErrorMessages errorMessages = ErrorMessages.ANNOTATED;

	private ReplyTargets replyTargets = ReplyTargets.SERVICE;

	private boolean introspection = true;

	private @Nullable String version;

	private final List<ServerStateListener> listeners = new ArrayList<>();

	private final List<Consumer<List<ServerInterceptor>>> interceptors = new ArrayList<>();

	AmphoraServerBuilder(String service, BrokerTransport transport, boolean ownTransport) {
		this.service = service;
		this.transport = transport;
		this.ownTransport = ownTransport;
	}

	/**
	 * Name the server. Its responses carry the name; no two servers of a service may
	 * share one.
	 * @param uuid the name; random if not given
	 * @return this builder
	 */
	public AmphoraServerBuilder uuid(String uuid) {
		Assert.hasText(uuid, "'uuid' must not be empty");
		this.uuid = uuid;
		return this;
	}

	/**
	 * Set how calls and results are written.
	 * @param serializer the serializer; JSON by Jackson 2 if not given
	 * @return this builder
	 */
	public AmphoraServerBuilder serializer(RpcSerializer serializer) {
		this.serializer = serializer;
		return this;
	}

	/**
	 * Set where functions run. The executor has to start every task at once, for instance
	 * on a virtual thread of its own; how many there are at a time, the server sees to.
	 * @param executor the executor, which stays its creator's to close; threads of the
	 * server's own if not given
	 * @return this builder
	 */
	public AmphoraServerBuilder executor(Executor executor) {
		this.executor = executor;
		return this;
	}

	/**
	 * Set how many functions run at a time, not counting those that wait for another
	 * function.
	 * @param concurrency at least 1; 16 if not given
	 * @return this builder
	 */
	public AmphoraServerBuilder concurrency(int concurrency) {
		Assert.isTrue(concurrency > 0, "'concurrency' must be at least 1");
		this.concurrency = concurrency;
		return this;
	}

	/**
	 * Set how many requests the broker may deliver ahead of their acknowledgement.
	 * @param prefetch from 1 to 65535; if not given, 64, and 256 while functions are so
	 * short that as many are handled within a tenth of a second. A new server takes 16,
	 * or as many as it can run at a time, until its functions are short, for ten seconds
	 * at most
	 * @return this builder
	 */
	public AmphoraServerBuilder prefetch(int prefetch) {
		Assert.isTrue(prefetch > 0 && prefetch <= 65_535, "'prefetch' must be from 1 to 65535");
		this.prefetch = prefetch;
		return this;
	}

	/**
	 * Set whether responses survive a restart of the broker.
	 * @param persistent {@code true} unless given
	 * @return this builder
	 */
	public AmphoraServerBuilder persistent(boolean persistent) {
		this.persistent = persistent;
		return this;
	}

	/**
	 * Set what responses name as their sender.
	 * @param appId the {@code app_id}; none if not given
	 * @return this builder
	 */
	public AmphoraServerBuilder appId(@Nullable String appId) {
		this.appId = appId;
		return this;
	}

	/**
	 * Set the type of the request queue; the same as the clients'.
	 * @param queueType the broker's default if not given
	 * @return this builder
	 */
	public AmphoraServerBuilder queueType(QueueType queueType) {
		this.queueType = queueType;
		return this;
	}

	/**
	 * Set whether the server declares the exchanges and the request queue of its service.
	 * Otherwise it only checks that they exist, and needs no permission to configure
	 * them. It declares queues of its own in any case: of a fanout server, and for
	 * introspection.
	 * @param declare {@code true} unless given
	 * @return this builder
	 */
	public AmphoraServerBuilder declare(boolean declare) {
		this.declare = declare;
		return this;
	}

	/**
	 * Set how long {@link AmphoraServer#stop()} waits for running functions.
	 * @param gracePeriod zero or longer; 30 seconds if not given
	 * @return this builder
	 */
	public AmphoraServerBuilder gracePeriod(Duration gracePeriod) {
		Assert.isTrue(!gracePeriod.isNegative(), "'gracePeriod' must not be negative");
		this.gracePeriod = Patience.bounded(gracePeriod);
		return this;
	}

	/**
	 * Set how often this server gives a request back that its function ignores, before it
	 * answers that every server ignores it.
	 * @param maxIgnores zero or more; 10 if not given
	 * @return this builder
	 */
	public AmphoraServerBuilder maxIgnores(int maxIgnores) {
		Assert.isTrue(maxIgnores >= 0, "'maxIgnores' must not be negative");
		this.maxIgnores = maxIgnores;
		return this;
	}

	/**
	 * Set how often a request may be delivered, to this server and others, without being
	 * settled: a request that kills its servers does not circle for ever. One that was
	 * delivered as often is not tried again. Its caller is told so, and the request goes
	 * to the dead-letter exchange of its queue if there is one.
	 * @param deliveryLimit 20 if not given, 0 for any number of times
	 * @return this builder
	 */
	public AmphoraServerBuilder deliveryLimit(int deliveryLimit) {
		Assert.isTrue(deliveryLimit >= 0, "'deliveryLimit' must not be negative");
		this.deliveryLimit = deliveryLimit;
		return this;
	}

	/**
	 * Set how much the server remembers of what it has answered. A request that comes
	 * again meanwhile is answered from memory and not run again.
	 * @param count how many answers; 10,000 if not given, 0 to remember nothing and to
	 * run a request that comes again, even while it is running
	 * @param time how long each; five minutes if not given
	 * @param size how large they are together; 16 MB if not given
	 * @return this builder
	 */
	public AmphoraServerBuilder duplicateWindow(int count, Duration time, DataSize size) {
		this.duplicateLimits = new DuplicateLimits(count, time, size);
		return this;
	}

	/**
	 * Set whether the server tells those who ask for it of itself and of its functions.
	 * @param introspection {@code true} unless given
	 * @return this builder
	 * @see io.amphora.introspection.ServiceDescription
	 */
	public AmphoraServerBuilder introspection(boolean introspection) {
		this.introspection = introspection;
		return this;
	}

	/**
	 * Set which version of the application the server is part of, for those who ask.
	 * @param version the version; none if not given
	 * @return this builder
	 */
	public AmphoraServerBuilder version(@Nullable String version) {
		this.version = version;
		return this;
	}

	/**
	 * Tell somebody when the state of the server changes.
	 * @param listener told after those that were given before
	 * @return this builder
	 */
	public AmphoraServerBuilder stateListener(ServerStateListener listener) {
		this.listeners.add(listener);
		return this;
	}

	/**
	 * Set which exceptions callers get the message of. They get the type of all of them,
	 * and the stack trace of none.
	 * @param errorMessages {@link ErrorMessages#ANNOTATED} if not given
	 * @return this builder
	 */
	public AmphoraServerBuilder errorMessages(ErrorMessages errorMessages) {
		this.errorMessages = errorMessages;
		return this;
	}

	/**
	 * Set where replies may go. A request that asks for a reply elsewhere is not
	 * answered.
	 * @param replyTargets {@link ReplyTargets#SERVICE} if not given
	 * @return this builder
	 */
	public AmphoraServerBuilder replyTo(ReplyTargets replyTargets) {
		this.replyTargets = replyTargets;
		return this;
	}

	/**
	 * Run something around every function.
	 * @param interceptor runs inside of those that were given before
	 * @return this builder
	 */
	public AmphoraServerBuilder interceptor(ServerInterceptor interceptor) {
		return interceptors((given) -> given.add(interceptor));
	}

	/**
	 * Change the interceptors when the first request is handled. The change may be applied
	 * more than once if several requests are handled at the same time. Interceptors may
	 * therefore need the server.
	 * @param change receives the interceptors that were added before, outermost first, to
	 * add, to remove or to sort them
	 * @return this builder
	 */
	public AmphoraServerBuilder interceptors(Consumer<List<ServerInterceptor>> change) {
		this.interceptors.add(change);
		return this;
	}

	/**
	 * Build the server.
	 * @return a server that serves once {@link AmphoraServer#serve()} is called
	 */
	public AmphoraServer build() {
		ServiceTopology topology = topology();
		return new DefaultAmphoraServer(topology, ServerRole.oneOfMany(topology), codec(), settings(), this.executor,
				this.transport, this.ownTransport);
	}

	/**
	 * Build a fanout server, which gets every fanout request of the service.
	 * @return a server that serves once {@link AmphoraServer#serve()} is called
	 */
	public AmphoraFanoutServer buildFanout() {
		return new DefaultAmphoraFanoutServer(topology(), codec(), settings(), this.executor, this.transport,
				this.ownTransport);
	}

	private ServiceTopology topology() {
		return new ServiceTopology(this.service, this.queueType, this.declare);
	}

	private RpcSerializer codec() {
		return (this.serializer != null) ? this.serializer : new Jackson2RpcSerializer();
	}

	private ServerSettings settings() {
		int initialPrefetch = (this.prefetch != null) ? this.prefetch : PrefetchControl.CAUTIOUS;
		return new ServerSettings(this.uuid, this.concurrency, initialPrefetch, this.prefetch == null, this.persistent,
				this.appId, this.gracePeriod, this.maxIgnores, this.deliveryLimit, this.duplicateLimits,
				this.introspection, this.version, List.copyOf(this.listeners), List.copyOf(this.interceptors),
				this.errorMessages, this.replyTargets);
	}

}
