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
import java.util.List;

import io.amphora.serializer.RpcSerializer;
import io.amphora.topology.QueueType;
import io.amphora.topology.RequestRoute;
import io.amphora.transport.BatchLimits;
import io.amphora.transport.BrokerTransport;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.util.unit.DataSize;

/**
 * Shows tests in other packages the settings that a builder passes to its clients.
 */
public final class BuiltClient {

	private final AmphoraClientBuilder<?> builder;

	private final ClientSettings settings;

	private final RequestFactory requests;

	private BuiltClient(AmphoraClientBuilder<?> builder) {
		this.builder = builder;
		this.settings = builder.settings();
		this.requests = builder.requests(RequestRoute::toOne);
	}

	/** Return the present settings of a builder. */
	public static BuiltClient of(AmphoraClientBuilder<?> builder) {
		return new BuiltClient(builder);
	}

	public BrokerTransport transport() {
		return this.builder.transport();
	}

	public @Nullable String uuid() {
		return this.settings.temporary() ? null : this.requests.uuid();
	}

	public RpcSerializer serializer() {
		return this.requests.serializer();
	}

	public @Nullable String appId() {
		return this.requests.appId();
	}

	public boolean sendUserId() {
		return this.requests.sendUserId();
	}

	/** Return the delivery mode of the requests that the client sends. */
	public MessageDeliveryMode deliveryMode() {
		return MessageDeliveryMode.fromInt(this.requests.properties(request(), null, false).getDeliveryMode());
	}

	private RequestData request() {
		return this.requests.requestData("f", CallOptions.withTimeout(timeout()), List.of(), timeout());
	}

	public QueueType queueType() {
		return this.requests.topology().queueType();
	}

	public @Nullable QueueType replyQueueType() {
		return this.requests.topology().replyQueueType();
	}

	public boolean declare() {
		return this.requests.topology().declares();
	}

	public ReplyMode replyMode() {
		return this.settings.replyMode();
	}

	public Duration replyQueueExpires() {
		return this.settings.replyQueueExpires();
	}

	public Duration timeout() {
		return this.settings.timeout();
	}

	public Duration gracePeriod() {
		return this.settings.gracePeriod();
	}

	public Duration gatherQuietPeriod() {
		return this.settings.gatherQuietPeriod();
	}

	public boolean propagateDeadline() {
		return this.settings.propagateDeadline();
	}

	public boolean propagateCancellation() {
		return this.settings.propagateCancellation();
	}

	public int holdLimit() {
		return this.settings.holdLimit();
	}

	public DataSize holdLimitSize() {
		return this.settings.holdLimitSize();
	}

	public @Nullable BatchLimits batching() {
		return this.settings.batching();
	}

	public boolean hasFanoutClient() {
		return this.settings.consumerCheck().hasFanoutClient().getAsBoolean();
	}

	public Collection<String> knownServices() {
		return this.settings.consumerCheck().knownServices().get();
	}

}
