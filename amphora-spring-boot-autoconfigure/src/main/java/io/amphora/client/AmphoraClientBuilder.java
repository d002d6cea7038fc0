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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import io.amphora.client.interceptor.ClientInterceptor;
import io.amphora.client.routing.FunctionTuner;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.topology.QueueType;
import io.amphora.topology.RequestRoute;
import io.amphora.topology.ServiceTopology;
import io.amphora.transport.BatchLimits;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.DirectReplies;
import io.amphora.transport.thread.Durations;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Builds an {@link AmphoraClient} or an {@link AmphoraFanoutClient}. Not thread-safe.
 *
 * @param <C> the type of the client
 * @since 0.1.0
 */
public final class AmphoraClientBuilder<C extends ServiceClient> {

	private final String service;

	private final BrokerTransport transport;

	private final Function<AmphoraClientBuilder<C>, C> constructor;

	private final ClientSettings.Draft draft = new ClientSettings.Draft();

	private @Nullable String uuid;

	private @Nullable RpcSerializer serializer;

	private boolean autoStartup = true;

	private @Nullable String appId;

	private boolean sendUserId;

	private MessageDeliveryMode deliveryMode = MessageDeliveryMode.PERSISTENT;

	private QueueType queueType = QueueType.BROKER_DEFAULT;

	private @Nullable QueueType replyQueueType;

	private boolean declare = true;

	private final Map<String, FunctionTuner> tuners = new LinkedHashMap<>();

	AmphoraClientBuilder(String service, BrokerTransport transport, Function<AmphoraClientBuilder<C>, C> constructor) {
		this.service = service;
		this.transport = transport;
		this.constructor = constructor;
	}

	/**
	 * Set the uuid of the client, which is part of the name of its reply queue. A later
	 * client with the same uuid receives the replies in that queue. Must be unique.
	 * @param uuid random by default; the client then deletes its reply queue when closed
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> uuid(String uuid) {
		Assert.hasText(uuid, "'uuid' must not be empty");
		this.uuid = uuid;
		return this;
	}

	/**
	 * Set the serializer of calls and results.
	 * @param serializer the serializer; JSON with Jackson 2 by default
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> serializer(RpcSerializer serializer) {
		this.serializer = serializer;
		return this;
	}

	/**
	 * Set the timeout of calls that do not set their own.
	 * @param timeout longer than zero; 60 seconds by default
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> timeout(Duration timeout) {
		this.draft.timeout = Durations.requirePositive(timeout, "timeout");
		return this;
	}

	/**
	 * Set whether the timeout takes precedence over {@code @CallTimeout} annotations.
	 * @param overrideContractTimeouts {@code false} by default
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> overrideContractTimeouts(boolean overrideContractTimeouts) {
		this.draft.overrideContractTimeouts = overrideContractTimeouts;
		return this;
	}

	/**
	 * Set how long {@link ServiceClient#close()} waits for pending calls.
	 * @param gracePeriod zero or longer; ten seconds by default
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> gracePeriod(Duration gracePeriod) {
		this.draft.gracePeriod = Durations.requireNotNegative(gracePeriod, "gracePeriod");
		return this;
	}

	/**
	 * Set the time without further replies that ends a gathered call without an expected
	 * number of replies, unless all recently seen servers have replied earlier.
	 * @param quietPeriod one second by default; zero to wait until the deadline
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> gatherQuietPeriod(Duration quietPeriod) {
		this.draft.gatherQuietPeriod = Durations.requireNotNegative(quietPeriod, "quietPeriod");
		return this;
	}

	/**
	 * Set whether calls made inside a function are limited by the function's deadline.
	 * @param propagateDeadline {@code true} by default
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> propagateDeadline(boolean propagateDeadline) {
		this.draft.propagateDeadline = propagateDeadline;
		return this;
	}

	/**
	 * Set whether the client notifies servers of cancelled calls, and whether calls made
	 * inside a function are cancelled with the function.
	 * @param propagateCancellation {@code true} by default
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> propagateCancellation(boolean propagateCancellation) {
		this.draft.propagateCancellation = propagateCancellation;
		return this;
	}

	/**
	 * Set whether the client starts to serve when it is built.
	 * @param autoStartup {@code false} to buffer calls until {@code serve()}
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> autoStartup(boolean autoStartup) {
		this.autoStartup = autoStartup;
		return this;
	}

	/**
	 * Set the application id of requests.
	 * @param appId the {@code app_id}; none by default
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> appId(@Nullable String appId) {
		this.appId = appId;
		return this;
	}

	/**
	 * Set whether requests have the user of the connection as {@code user_id}.
	 * @param sendUserId {@code false} by default
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> sendUserId(boolean sendUserId) {
		this.sendUserId = sendUserId;
		return this;
	}

	/**
	 * Set whether requests survive a restart of the broker.
	 * @param deliveryMode the mode; {@link MessageDeliveryMode#PERSISTENT} by default
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> deliveryMode(MessageDeliveryMode deliveryMode) {
		this.deliveryMode = deliveryMode;
		return this;
	}

	/**
	 * Set the type of the queues that the client declares. Servers need the same type.
	 * @param queueType the type; the default of the broker by default
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> queueType(QueueType queueType) {
		this.queueType = queueType;
		return this;
	}

	/**
	 * Set the type of the client's reply queue.
	 * @param replyQueueType the type; {@code null}, the default, for that of its queues
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> replyQueueType(@Nullable QueueType replyQueueType) {
		this.replyQueueType = replyQueueType;
		return this;
	}

	/**
	 * Set whether the client declares the exchanges and the request queue of its service,
	 * so that requests are kept until a server starts, or only checks the exchanges.
	 * @param declare {@code true} by default
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> declare(boolean declare) {
		this.declare = declare;
		return this;
	}

	/**
	 * Set how the client receives replies.
	 * @param replyMode the mode; {@link ReplyMode#QUEUE} by default
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> replyMode(ReplyMode replyMode) {
		this.draft.replyMode = replyMode;
		return this;
	}

	/**
	 * Set how long the reply queue exists without a consumer.
	 * @param expires from one millisecond to 3650 days; ten minutes by default
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> replyQueueExpires(Duration expires) {
		ServiceTopology.requireExpires(expires);
		this.draft.replyQueueExpires = expires;
		return this;
	}

	/**
	 * Set how many requests the client buffers while it cannot send.
	 * @param count the maximum number of requests; 10,000 by default
	 * @param size the maximum total size of requests; 64 MB by default
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> holdLimit(int count, DataSize size) {
		Assert.isTrue(count > 0 && size.toBytes() > 0, "The hold limit must be larger than zero");
		this.draft.holdLimit = count;
		this.draft.holdLimitSize = size;
		return this;
	}

	/**
	 * Batch calls that are queued while an earlier request with the same routing key is
	 * in flight, but not those to fanout servers or with their own correlation id.
	 * @param limits the limits of a batch, {@link BatchLimits#defaults()} by default;
	 * {@code null} to disable batching
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> batching(@Nullable BatchLimits limits) {
		this.draft.batching = limits;
		return this;
	}

	/**
	 * Set the tuner that derives the routing key of a function's calls from arguments.
	 * @param function the full name of the function
	 * @param tuner the tuner
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> tuneFunction(String function, FunctionTuner tuner) {
		this.tuners.put(function, tuner);
		return this;
	}

	/**
	 * Add an action to run after the client is closed.
	 * @param action the action; runs after those added before
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> onClose(Runnable action) {
		this.draft.closeActions.add(action);
		return this;
	}

	/**
	 * Add a listener for changes of the client's state.
	 * @param listener the listener; notified after those added before
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> stateListener(ClientStateListener listener) {
		this.draft.listeners.add(listener);
		return this;
	}

	/**
	 * Add an interceptor of calls.
	 * @param interceptor the interceptor; invoked after those added before
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> interceptor(ClientInterceptor interceptor) {
		return interceptors((given) -> given.add(interceptor));
	}

	/**
	 * Customize the interceptors at the first calls, so that they may need the client.
	 * @param change adds, removes or sorts the interceptors added so far
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> interceptors(Consumer<List<ClientInterceptor>> change) {
		this.draft.interceptors.add(change);
		return this;
	}

	/**
	 * Set the delay after which a started client checks that a server consumes its
	 * requests, and otherwise logs a warning that suggests similar service names.
	 * @param delay ten seconds by default; zero to disable the check
	 * @param knownServices supplies the services that the application knows
	 * @param hasFanoutClient returns whether the application has a fanout client of this
	 * service, so that the warning does not suggest one
	 * @return this builder
	 */
	public AmphoraClientBuilder<C> consumerCheck(Duration delay, Supplier<? extends Collection<String>> knownServices,
			BooleanSupplier hasFanoutClient) {
		this.draft.consumerCheck = new ConsumerCheck.Settings(Durations.bounded(delay), knownServices, hasFanoutClient);
		return this;
	}

	/**
	 * Build the client.
	 * @return the client, which is serving unless it does not start automatically
	 */
	public C build() {
		C client = this.constructor.apply(this);
		if (this.autoStartup) {
			client.serve();
		}
		return client;
	}

	BrokerTransport transport() {
		return this.transport;
	}

	RequestFactory requests(Function<ServiceTopology, RequestRoute> route) {
		ServiceTopology topology = new ServiceTopology(this.service, this.queueType, this.replyQueueType, this.declare);
		String id = (this.uuid != null) ? this.uuid : UUID.randomUUID().toString();
		String replyTo = (this.draft.replyMode == ReplyMode.DIRECT) ? DirectReplies.REPLY_TO
				: topology.responseQueue(id);
		RpcSerializer codec = (this.serializer != null) ? this.serializer : new Jackson2RpcSerializer();
		RequestFactory requests = new RequestFactory(topology, route.apply(topology), codec,
				new RequestFactory.Sender(id, replyTo, this.appId, this.sendUserId, this.deliveryMode));
		this.tuners.forEach(requests::tune);
		return requests;
	}

	ClientSettings settings() {
		return this.draft.settings(this.uuid == null);
	}

}
