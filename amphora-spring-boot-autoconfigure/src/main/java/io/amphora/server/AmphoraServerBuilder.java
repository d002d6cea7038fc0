package io.amphora.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;

import io.amphora.serializer.Jackson2RpcSerializer;
import io.amphora.serializer.RpcSerializer;
import io.amphora.topology.QueueType;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BrokerTransport;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

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

	private int prefetch = 64;

	private boolean persistent = true;

	private @Nullable String appId;

	private QueueType queueType = QueueType.BROKER_DEFAULT;

	private Duration gracePeriod = Duration.ofSeconds(30);

	private int maxIgnores = 10;

	private final List<ServerStateListener> listeners = new ArrayList<>();

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
	 * @param prefetch from 1 to 65535; 64 if not given
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
	 * Set how long {@link AmphoraServer#stop()} waits for running functions.
	 * @param gracePeriod zero or longer; 30 seconds if not given
	 * @return this builder
	 */
	public AmphoraServerBuilder gracePeriod(Duration gracePeriod) {
		Assert.isTrue(!gracePeriod.isNegative(), "'gracePeriod' must not be negative");
		this.gracePeriod = gracePeriod;
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
	 * Tell somebody when the state of the server changes.
	 * @param listener told after those that were given before
	 * @return this builder
	 */
	public AmphoraServerBuilder stateListener(ServerStateListener listener) {
		this.listeners.add(listener);
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
		return new ServiceTopology(this.service, this.queueType);
	}

	private RpcSerializer codec() {
		return (this.serializer != null) ? this.serializer : new Jackson2RpcSerializer();
	}

	private ServerSettings settings() {
		return new ServerSettings(this.uuid, this.concurrency, this.prefetch, this.persistent, this.appId,
				this.gracePeriod, this.maxIgnores, List.copyOf(this.listeners));
	}

}
