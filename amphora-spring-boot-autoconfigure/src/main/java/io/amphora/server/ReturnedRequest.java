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
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;
import io.amphora.NoResultException;
import io.amphora.WrongRequestException;
import io.amphora.topology.ServiceTopology;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.Delivery;
import io.amphora.transport.OutgoingMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A part of a batch that is requeued as a message of its own.
 */
final class ReturnedRequest implements OutgoingMessage {

	private static final Log logger = LogFactory.getLog(ReturnedRequest.class);

	private final Delivery part;

	private final String serviceExchange;

	private final Runnable done;

	private final Consumer<AmphoraException> onRefused;

	/**
	 * Create a message.
	 * @param part the part to requeue
	 * @param service the service, to whose exchange the server may publish
	 * @param done run when the part is requeued, or no queue takes it
	 * @param onRefused receives the reason if the part can never be requeued, and settles
	 * it
	 */
	ReturnedRequest(Delivery part, String service, Runnable done, Consumer<AmphoraException> onRefused) {
		this.part = part;
		this.serviceExchange = ServiceTopology.requestQueue(service);
		this.done = done;
		this.onRefused = onRefused;
	}

	@Override
	public String exchange() {
		return isReachedByQueue() ? "" : this.part.exchange();
	}

	@Override
	public String routingKey() {
		return isReachedByQueue() ? Objects.requireNonNull(this.part.queue()) : this.part.routingKey();
	}

	/**
	 * An exchange other than that of the service may no longer exist, may refuse the
	 * server, or may route the request to other queues.
	 */
	private boolean isReachedByQueue() {
		return this.part.queue() != null && !this.part.exchange().equals(this.serviceExchange);
	}

	@Override
	public String messageId() {
		return this.part.properties().getMessageId();
	}

	/**
	 * Omit the user id, because the broker accepts only the user id of the publisher. The
	 * broker's flag for redelivered messages is lost, so that the header has to say that
	 * the function may have run.
	 */
	@Override
	public BasicProperties properties() {
		BasicProperties properties = DeliveryCounter.withRemainingTime(this.part).userId(null).build();
		if (!this.part.redelivered()) {
			return properties;
		}
		Map<String, Object> headers = new HashMap<>(properties.getHeaders());
		headers.put(WireHeaders.RESENT, true);
		return properties.builder().headers(headers).build();
	}

	@Override
	public byte[] body() {
		return this.part.body();
	}

	/** Otherwise, a full queue would keep the batch from being settled. */
	@Override
	public boolean wanted() {
		Duration remaining = RequestContext.remaining(this.part);
		return !this.part.lost() && (remaining == null || !remaining.isZero());
	}

	@Override
	public void dropped() {
		this.done.run();
	}

	@Override
	public void confirmed() {
		this.done.run();
	}

	@Override
	public void returned(String reason) {
		logger.debug("The queue of an ignored request no longer exists: " + reason);
		this.done.run();
	}

	/**
	 * The batch stays unsettled, so the broker delivers it again, unless the part would
	 * fail again.
	 */
	@Override
	public void failed(AmphoraException cause) {
		logger.debug("An ignored request cannot be requeued", cause);
		if (cause instanceof WrongRequestException) {
			this.onRefused.accept(cause);
		}
	}

	@Override
	public void closedConnection(NoResultException cause) {
		this.onRefused.accept(cause);
	}

}
