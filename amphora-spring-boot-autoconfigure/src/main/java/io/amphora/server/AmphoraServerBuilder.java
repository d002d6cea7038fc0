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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.server.duplicate.DuplicateWindow;
import io.amphora.server.interceptor.ServerInterceptor;
import io.amphora.topology.QueueType;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.thread.Durations;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Builds an {@link AmphoraServer} or an {@link AmphoraFanoutServer}. Not thread-safe.
 *
 * @param <S> the type of the server
 * @since 0.1.0
 */
public final class AmphoraServerBuilder<S extends AmphoraServer> {

	private final String service;

	private final BrokerTransport transport;

	private final boolean ownTransport;

	private final Function<AmphoraServerBuilder<S>, S> constructor;

	private final ServerSettings.Draft draft = new ServerSettings.Draft();

	private @Nullable RpcSerializer serializer;

	private QueueType queueType = QueueType.BROKER_DEFAULT;

	private boolean declare = true;

	private final List<ServerStateListener> listeners = new ArrayList<>();

	AmphoraServerBuilder(String service, BrokerTransport transport, boolean ownTransport,
			Function<AmphoraServerBuilder<S>, S> constructor) {
		this.service = service;
		this.transport = transport;
		this.ownTransport = ownTransport;
		this.constructor = constructor;
	}

	/**
	 * Set the identifier of the server. Its replies carry the identifier, which must be
	 * unique within the service.
	 * @param uuid the identifier; defaults to a random one
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> uuid(String uuid) {
		Assert.hasText(uuid, "'uuid' must not be empty");
		this.draft.uuid = uuid;
		return this;
	}

	/**
	 * Set the serializer for calls and results.
	 * @param serializer the serializer; defaults to JSON with Jackson 2
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> serializer(RpcSerializer serializer) {
		this.serializer = serializer;
		return this;
	}

	/**
	 * Set the executor that runs functions. It must start every task immediately, for
	 * instance on a new virtual thread; the server limits how many tasks run at a time.
	 * @param executor the executor, not closed with the server; defaults to threads owned
	 * by the server
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> executor(Executor executor) {
		this.draft.executor = executor;
		return this;
	}

	/**
	 * Set the maximum number of functions that run at a time, not counting functions that
	 * wait for another function.
	 * @param concurrency at least 1; defaults to 16
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> concurrency(int concurrency) {
		Assert.isTrue(concurrency > 0, "'concurrency' must be at least 1");
		this.draft.concurrency = concurrency;
		return this;
	}

	/**
	 * Set how many functions may run in addition to the concurrency, because they do not
	 * end when their calls are cancelled. Further ones occupy the concurrency.
	 * @param overdueConcurrency zero or more; defaults to 16
	 * @return this builder
	 * @see io.amphora.CallContext#isCancelled()
	 */
	public AmphoraServerBuilder<S> overdueConcurrency(int overdueConcurrency) {
		Assert.isTrue(overdueConcurrency >= 0, "'overdueConcurrency' must not be negative");
		this.draft.overdueConcurrency = overdueConcurrency;
		return this;
	}

	/**
	 * Set the maximum number of unacknowledged requests that the broker delivers.
	 * @param prefetch from 1 to 65535; defaults to 64, or 256 while functions are so
	 * short that the server handles 256 requests within a tenth of a second. A new server
	 * starts with its concurrency, but at least 16 and at most 64. It keeps this prefetch
	 * until its functions are short, or for at most ten seconds after it has started that
	 * many functions
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> prefetch(int prefetch) {
		Assert.isTrue(prefetch > 0 && prefetch <= 65_535, "'prefetch' must be from 1 to 65535");
		this.draft.prefetch = prefetch;
		return this;
	}

	/**
	 * Set whether replies survive a restart of the broker.
	 * @param deliveryMode the mode; {@link MessageDeliveryMode#PERSISTENT} by default
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> deliveryMode(MessageDeliveryMode deliveryMode) {
		this.draft.deliveryMode = deliveryMode;
		return this;
	}

	/**
	 * Set the {@code app_id} of replies.
	 * @param appId the application id; none by default
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> appId(@Nullable String appId) {
		this.draft.appId = appId;
		return this;
	}

	/**
	 * Set the type of the request queue. Clients of the service must use the same type.
	 * @param queueType the type; defaults to the default of the broker
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> queueType(QueueType queueType) {
		this.queueType = queueType;
		return this;
	}

	/**
	 * Set whether the server declares the exchanges and the request queue of its service.
	 * Otherwise, it only checks that they exist and needs no permission to configure
	 * them. It always declares its own queues: the queue of a fanout server and the
	 * queues for introspection and cancellations.
	 * @param declare whether to declare them; defaults to {@code true}
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> declare(boolean declare) {
		this.declare = declare;
		return this;
	}

	/**
	 * Set how long {@link AmphoraServer#stop()} waits for running functions.
	 * @param gracePeriod zero or longer; defaults to 25 seconds
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> gracePeriod(Duration gracePeriod) {
		this.draft.gracePeriod = Durations.requireNotNegative(gracePeriod, "gracePeriod");
		return this;
	}

	/**
	 * Set the maximum run time of functions whose callers set no timeout. The call is
	 * then cancelled, and the caller receives an error reply once the function has ended.
	 * @param maxRunTime longer than zero; {@code null}, the default, for no limit
	 * @return this builder
	 * @see io.amphora.CallContext#isCancelled()
	 */
	public AmphoraServerBuilder<S> maxRunTime(@Nullable Duration maxRunTime) {
		this.draft.maxRunTime = (maxRunTime != null) ? Durations.requirePositive(maxRunTime, "maxRunTime") : null;
		return this;
	}

	/**
	 * Set how often this server requeues a request that its function ignores, before it
	 * replies that every server ignores the request.
	 * @param maxIgnores zero or more; defaults to 10
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> maxIgnores(int maxIgnores) {
		Assert.isTrue(maxIgnores >= 0, "'maxIgnores' must not be negative");
		this.draft.maxIgnores = maxIgnores;
		return this;
	}

	/**
	 * Set how often a request may be delivered, to this server and others, without being
	 * settled. The limit keeps a request that crashes servers from being redelivered
	 * endlessly. At the limit, the caller gets an error reply, and the request is
	 * rejected: it goes to the dead-letter exchange of its queue if there is one.
	 * @param deliveryLimit the limit, or 0 for none; defaults to 20
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> deliveryLimit(int deliveryLimit) {
		Assert.isTrue(deliveryLimit >= 0, "'deliveryLimit' must not be negative");
		this.draft.deliveryLimit = deliveryLimit;
		return this;
	}

	/**
	 * Set how many replies the server remembers. If a request is delivered again, the
	 * server sends the remembered reply instead of running the function again.
	 * @param count the maximum number of replies; defaults to 10,000. If it is 0, a
	 * request that is delivered again runs again, even while it is still running
	 * @param size the maximum total size of the replies; defaults to 16 MB
	 * @param time how long to remember a reply; defaults to five minutes
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> duplicateWindow(int count, DataSize size, Duration time) {
		this.draft.duplicateLimits = new DuplicateWindow.Limits(count, size, time);
		return this;
	}

	/**
	 * Set whether the server replies to requests for a description of itself and its
	 * functions.
	 * @param introspection whether to enable introspection; defaults to {@code true}
	 * @return this builder
	 * @see io.amphora.introspection.ServiceDescription
	 */
	public AmphoraServerBuilder<S> introspection(boolean introspection) {
		this.draft.introspection = introspection;
		return this;
	}

	/**
	 * Set whether callers can cancel their calls. Timeouts and the maximum run time
	 * cancel calls in any case.
	 * @param cancellation defaults to {@code true}
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> cancellation(boolean cancellation) {
		this.draft.cancellation = cancellation;
		return this;
	}

	/**
	 * Set the version of the application, which introspection shows.
	 * @param version the version; none by default
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> version(@Nullable String version) {
		this.draft.version = version;
		return this;
	}

	/**
	 * Add a listener for changes of the state of the server.
	 * @param listener the listener, called after the listeners added earlier
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> stateListener(ServerStateListener listener) {
		this.listeners.add(listener);
		return this;
	}

	/**
	 * Set whether exception messages are included in error replies. Error replies always
	 * contain the type of the exception and never its stack trace.
	 * @param errorMessages defaults to {@link ErrorMessages#ANNOTATED}
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> errorMessages(ErrorMessages errorMessages) {
		this.draft.errorMessages = errorMessages;
		return this;
	}

	/**
	 * Set where replies may be sent. The server does not reply to a request that asks for
	 * a reply elsewhere.
	 * @param replyTargets defaults to {@link ReplyTargets#SERVICE}
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> replyTo(ReplyTargets replyTargets) {
		this.draft.replyTargets = replyTargets;
		return this;
	}

	/**
	 * Add an interceptor. Interceptors are invoked in the order in which they are added.
	 * @param interceptor the interceptor
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> interceptor(ServerInterceptor interceptor) {
		return interceptors((given) -> given.add(interceptor));
	}

	/**
	 * Change the interceptors when the first request is handled. The change may be
	 * applied more than once if several requests are handled at the same time.
	 * Interceptors may therefore need the server.
	 * @param change receives the interceptors that were added before, outermost first, to
	 * add, to remove or to sort them
	 * @return this builder
	 */
	public AmphoraServerBuilder<S> interceptors(Consumer<List<ServerInterceptor>> change) {
		this.draft.interceptors.add(change);
		return this;
	}

	/**
	 * Build the server.
	 * @return a server that takes requests once {@link AmphoraServer#serve()} is called
	 */
	public S build() {
		S server = this.constructor.apply(this);
		this.listeners.forEach(server::onStateChange);
		return server;
	}

	BrokerTransport transport() {
		return this.transport;
	}

	/** Return whether the server closes the transport. */
	boolean ownTransport() {
		return this.ownTransport;
	}

	ServiceTopology topology() {
		return new ServiceTopology(this.service, this.queueType, this.declare);
	}

	RpcSerializer codec() {
		return (this.serializer != null) ? this.serializer : new Jackson2RpcSerializer();
	}

	ServerSettings settings() {
		return this.draft.settings();
	}

}
