package io.amphora.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.amphora.serializer.Jackson2RpcSerializer;
import io.amphora.serializer.RpcSerializer;
import io.amphora.topology.QueueType;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BatchLimits;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Patience;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Builds an {@link AmphoraClient}. Not thread-safe.
 */
public final class AmphoraClientBuilder {

	private final String service;

	private final BrokerTransport transport;

	private final List<Runnable> closeActions = new ArrayList<>();

	private @Nullable String uuid;

	private @Nullable RpcSerializer serializer;

	private Duration timeout = Duration.ofSeconds(60);

	private boolean overrideContractTimeouts;

	private Duration gracePeriod = Duration.ofSeconds(10);

	private Duration gatherQuietPeriod = Duration.ofSeconds(1);

	private boolean propagateDeadline = true;

	private boolean autostart = true;

	private @Nullable String appId;

	private @Nullable String userId;

	private boolean persistent = true;

	private QueueType queueType = QueueType.BROKER_DEFAULT;

	private @Nullable QueueType replyQueueType;

	private boolean declare = true;

	private ReplyMode replyMode = ReplyMode.QUEUE;

	private Duration responseQueueExpires = Duration.ofMinutes(10);

	private final Map<String, FunctionTuner> tuners = new LinkedHashMap<>();

	private final List<ClientStateListener> listeners = new ArrayList<>();

	private final List<Consumer<List<ClientInterceptor>>> interceptors = new ArrayList<>();

	private ConsumerCheck.Settings consumerCheck = new ConsumerCheck.Settings(Duration.ofSeconds(10), List::of);

	private int holdLimit = 10_000;

	private DataSize holdLimitSize = DataSize.ofMegabytes(64);

	private @Nullable BatchLimits batching;

	AmphoraClientBuilder(String service, BrokerTransport transport, boolean ownTransport) {
		this.service = service;
		this.transport = transport;
		if (ownTransport) {
			this.closeActions.add(transport::close);
		}
	}

	/**
	 * Name the client, and so its response queue. A client that comes back under the same
	 * name finds the answers that waited for it; two at the same time take each other's.
	 * @param uuid the name; random if not given, in which case the client deletes its
	 * response queue when it is closed
	 * @return this builder
	 */
	public AmphoraClientBuilder uuid(String uuid) {
		Assert.hasText(uuid, "'uuid' must not be empty");
		this.uuid = uuid;
		return this;
	}

	/**
	 * Set how calls and results are written.
	 * @param serializer the serializer; JSON by Jackson 2 if not given
	 * @return this builder
	 */
	public AmphoraClientBuilder serializer(RpcSerializer serializer) {
		this.serializer = serializer;
		return this;
	}

	/**
	 * Set how long calls wait that give no timeout of their own.
	 * @param timeout longer than zero; 60 seconds if not given
	 * @return this builder
	 */
	public AmphoraClientBuilder timeout(Duration timeout) {
		this.timeout = Patience.positive(timeout, "timeout");
		return this;
	}

	/**
	 * Set whether the client's timeout takes precedence over {@code @CallTimeout}
	 * annotations. It never does over a timeout that is an argument of the call.
	 * @param overrideContractTimeouts {@code false} unless given
	 * @return this builder
	 */
	public AmphoraClientBuilder overrideContractTimeouts(boolean overrideContractTimeouts) {
		this.overrideContractTimeouts = overrideContractTimeouts;
		return this;
	}

	/**
	 * Set how long {@link AmphoraClient#close()} waits for calls that are still open.
	 * @param gracePeriod zero or longer; ten seconds if not given
	 * @return this builder
	 */
	public AmphoraClientBuilder gracePeriod(Duration gracePeriod) {
		Assert.isTrue(!gracePeriod.isNegative(), "'gracePeriod' must not be negative");
		this.gracePeriod = Patience.bounded(gracePeriod);
		return this;
	}

	/**
	 * Set when a fanout client ends a gathered call that has no expected number of
	 * replies: after no further reply has come for this time, or for as long as the last
	 * one took if that is longer. It does not wait if all servers that replied lately
	 * have replied.
	 * @param quietPeriod one second if not given; zero to wait until the deadline
	 * @return this builder
	 * @see Gather
	 */
	public AmphoraClientBuilder gatherQuietPeriod(Duration quietPeriod) {
		Assert.isTrue(!quietPeriod.isNegative(), "'quietPeriod' must not be negative");
		this.gatherQuietPeriod = Patience.bounded(quietPeriod);
		return this;
	}

	/**
	 * Set whether a call that is made inside of a function waits no longer than the
	 * function's own caller does.
	 * @param propagateDeadline {@code true} unless given
	 * @return this builder
	 */
	public AmphoraClientBuilder propagateDeadline(boolean propagateDeadline) {
		this.propagateDeadline = propagateDeadline;
		return this;
	}

	/**
	 * Set whether the client serves as soon as it is built.
	 * @param autostart {@code false} to hold all calls until
	 * {@link AmphoraClient#serve()}
	 * @return this builder
	 */
	public AmphoraClientBuilder autostart(boolean autostart) {
		this.autostart = autostart;
		return this;
	}

	/**
	 * Set what requests name as their sender.
	 * @param appId the {@code app_id}; none if not given
	 * @return this builder
	 */
	public AmphoraClientBuilder appId(@Nullable String appId) {
		this.appId = appId;
		return this;
	}

	/**
	 * Set the user that requests name. RabbitMQ refuses requests that name another user
	 * than the one that the connection has logged in as, so servers may trust it.
	 * @param userId the {@code user_id}; none if not given
	 * @return this builder
	 */
	public AmphoraClientBuilder userId(@Nullable String userId) {
		this.userId = userId;
		return this;
	}

	/**
	 * Set whether requests survive a restart of the broker.
	 * @param persistent {@code true} unless given
	 * @return this builder
	 */
	public AmphoraClientBuilder persistent(boolean persistent) {
		this.persistent = persistent;
		return this;
	}

	/**
	 * Set the type of the queues that the client declares; the same as the servers'.
	 * @param queueType the broker's default if not given
	 * @return this builder
	 */
	public AmphoraClientBuilder queueType(QueueType queueType) {
		this.queueType = queueType;
		return this;
	}

	/**
	 * Set the type of the client's reply queue.
	 * @param replyQueueType {@code null}, as if not given, for that of the other queues,
	 * or for classic where these have the broker's default
	 * @return this builder
	 */
	public AmphoraClientBuilder replyQueueType(@Nullable QueueType replyQueueType) {
		this.replyQueueType = replyQueueType;
		return this;
	}

	/**
	 * Set whether the client declares the exchanges and the request queue of its service,
	 * so that requests wait for the first server. Otherwise it checks the exchanges, and
	 * needs no permission for the queue. It declares its own reply queue in any case.
	 * @param declare {@code true} unless given
	 * @return this builder
	 */
	public AmphoraClientBuilder declare(boolean declare) {
		this.declare = declare;
		return this;
	}

	/**
	 * Set how answers come to the client.
	 * @param replyMode by a queue of its own if not given
	 * @return this builder
	 */
	public AmphoraClientBuilder replyMode(ReplyMode replyMode) {
		this.replyMode = replyMode;
		return this;
	}

	/**
	 * Set how long answers wait for a client that is away.
	 * @param expires from a millisecond to 3650 days; ten minutes if not given
	 * @return this builder
	 */
	public AmphoraClientBuilder responseQueueExpires(Duration expires) {
		ServiceTopology.requireExpires(expires);
		this.responseQueueExpires = expires;
		return this;
	}

	/**
	 * Bound what the client keeps in memory while it cannot send.
	 * @param count how many requests; 10,000 if not given
	 * @param size how large they are together; 64 MB if not given
	 * @return this builder
	 */
	public AmphoraClientBuilder holdLimit(int count, DataSize size) {
		Assert.isTrue(count > 0 && size.toBytes() > 0, "The hold limit must be larger than zero");
		this.holdLimit = count;
		this.holdLimitSize = size;
		return this;
	}

	/**
	 * Have calls travel together that wait while others to the same place are on their
	 * way. Nothing changes for single calls, calls to fanout servers, calls with a
	 * correlation id of their own, and servers that do not understand it.
	 * @param limits how many travel together, and how long they wait; {@code null}, as if
	 * not given, for none
	 * @return this builder
	 */
	public AmphoraClientBuilder batching(@Nullable BatchLimits limits) {
		this.batching = limits;
		return this;
	}

	/**
	 * Choose the routing key of a function's calls by their arguments.
	 * @param function the full name of the function
	 * @param tuner chooses the routing key
	 * @return this builder
	 */
	public AmphoraClientBuilder tuneFunction(String function, FunctionTuner tuner) {
		this.tuners.put(function, tuner);
		return this;
	}

	/**
	 * Do something once the client is closed, for instance forget it.
	 * @param action what to do; added to what was given before
	 * @return this builder
	 */
	public AmphoraClientBuilder onClose(Runnable action) {
		this.closeActions.add(action);
		return this;
	}

	/**
	 * Tell somebody when the state of the client changes.
	 * @param listener told after those that were given before
	 * @return this builder
	 */
	public AmphoraClientBuilder stateListener(ClientStateListener listener) {
		this.listeners.add(listener);
		return this;
	}

	/**
	 * Have somebody see every call.
	 * @param interceptor asked after those that were given before
	 * @return this builder
	 */
	public AmphoraClientBuilder interceptor(ClientInterceptor interceptor) {
		return interceptors((given) -> given.add(interceptor));
	}

	/**
	 * Change who sees every call. The change is made when the client makes its first
	 * call, on the thread of the caller, and more than once if several first calls are
	 * made at the same time. So the interceptors themselves may need the client.
	 * @param change gets the interceptors that were given so far, to add, to remove or to
	 * sort them
	 * @return this builder
	 */
	public AmphoraClientBuilder interceptors(Consumer<List<ClientInterceptor>> change) {
		this.interceptors.add(change);
		return this;
	}

	/**
	 * Set when the client, once started, checks that a server consumes its requests. If
	 * there is none, it logs a warning that suggests similar names of services.
	 * @param delay ten seconds if not given; zero for no check
	 * @param knownServices gives the services that the application knows
	 * @return this builder
	 */
	public AmphoraClientBuilder consumerCheck(Duration delay, Supplier<? extends Collection<String>> knownServices) {
		this.consumerCheck = new ConsumerCheck.Settings(Patience.bounded(delay), knownServices);
		return this;
	}

	/**
	 * Build the client.
	 * @return a client, which serves unless autostart is off
	 */
	public AmphoraClient build() {
		return started(new DefaultAmphoraClient(requests(RequestRoute::toOne), this.transport,
				List.copyOf(this.closeActions), settings(this.batching)));
	}

	/**
	 * Build a client whose calls go to every connected fanout server of the service.
	 * @return a client, which serves unless autostart is off
	 */
	public AmphoraFanoutClient buildFanout() {
		return started(new DefaultAmphoraFanoutClient(requests(RequestRoute::toAll), this.transport,
				List.copyOf(this.closeActions), settings(null)));
	}

	private RequestFactory requests(Function<ServiceTopology, RequestRoute> route) {
		ServiceTopology topology = new ServiceTopology(this.service, this.queueType, this.replyQueueType, this.declare);
		String id = (this.uuid != null) ? this.uuid : UUID.randomUUID().toString();
		RpcSerializer codec = (this.serializer != null) ? this.serializer : new Jackson2RpcSerializer();
		RequestFactory requests = new RequestFactory(topology, route.apply(topology), id, codec, this.appId,
				this.userId, this.persistent, this.replyMode);
		this.tuners.forEach(requests.tuners()::put);
		return requests;
	}

	private ClientSettings settings(@Nullable BatchLimits batching) {
		return new ClientSettings(this.timeout, this.overrideContractTimeouts, this.gracePeriod, this.gatherQuietPeriod,
				this.propagateDeadline, this.replyMode, this.responseQueueExpires, this.uuid == null, this.holdLimit,
				this.holdLimitSize, List.copyOf(this.listeners), List.copyOf(this.interceptors), this.consumerCheck,
				batching);
	}

	private <C extends AmphoraClient> C started(C client) {
		if (this.autostart) {
			client.serve();
		}
		return client;
	}

}
