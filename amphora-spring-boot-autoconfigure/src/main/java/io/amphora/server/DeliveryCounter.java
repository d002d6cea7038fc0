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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.PrintableText;
import io.amphora.logging.WarningLimit;
import io.amphora.topology.QueueType;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Delivery;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often a request was delivered to servers that crashed before they settled
 * it, so that a request that crashes servers is not redelivered endlessly. Quorum queues
 * count deliveries themselves. In other queues, where callers can set the header of
 * quorum queues, a copy that carries the count replaces a redelivered request.
 * Thread-safe.
 */
final class DeliveryCounter {

	private static final Log logger = LogFactory.getLog(DeliveryCounter.class);

	/** Header in which quorum queues count deliveries. */
	private static final String BROKERS_COUNT = "x-delivery-count";

	/** Headers with which RabbitMQ routes a message to further queues. */
	private static final Set<String> ROUTING = Set.of("CC", "BCC");

	/** Callers choose the headers that count deliveries, so warnings are limited. */
	private final WarningLimit warnings = new WarningLimit();

	private final String service;

	private final int limit;

	private final BrokerTransport transport;

	private final boolean brokerCounts;

	/**
	 * Create a counter.
	 * @param service the service, for logs
	 * @param limit the maximum number of deliveries of a request, or 0 for no limit
	 * @param transport knows whether the broker blocks publishing
	 * @param queueType the type of the queues, if known
	 */
	DeliveryCounter(String service, int limit, BrokerTransport transport, QueueType queueType) {
		this.service = service;
		this.limit = limit;
		this.transport = transport;
		this.brokerCounts = queueType == QueueType.QUORUM;
	}

	String service() {
		return this.service;
	}

	int limit() {
		return this.limit;
	}

	/** Return whether a request was delivered too often to run again. */
	boolean exhausted(Delivery delivery) {
		return this.limit > 0 && !delivery.isPart() && deliveriesBefore(delivery) >= this.limit;
	}

	/** Return whether a delivery has to be counted before the request may run. */
	boolean uncounted(Delivery delivery) {
		return this.limit > 0 && delivery.redelivered() && copyable(delivery) && brokersCount(delivery) == null;
	}

	/** Callers can set the header, so the text only refers to it. */
	void warnOfExhausted(Delivery delivery) {
		this.warnings.warn(logger, "delivery limit",
				("According to its headers, a request of service '%s', correlation id %s, was delivered %d times without"
						+ " being settled. Rejecting it, which dead-letters it if its queue has a dead-letter exchange."
						+ " Does it crash servers, or has its caller set the header '%s'?")
					.formatted(this.service, PrintableText.of(delivery.properties().getCorrelationId()), this.limit,
							WireHeaders.DELIVERIES));
	}

	void warnOfUncountable(Delivery delivery) {
		this.warnings.warn(logger, "uncountable",
				("A request of service '%s', correlation id %s, was delivered before, and its"
						+ " deliveries cannot be counted. Rejecting it.")
					.formatted(this.service, PrintableText.of(delivery.properties().getCorrelationId())));
	}

	/**
	 * Replace a request with a copy that carries the count.
	 * @param delivery the request
	 * @param done run when the copy is written, or the channel is lost
	 * @param impossible run instead if the copy cannot be written; the request must then
	 * be settled
	 * @param refused run instead if the queue does not currently accept the copy
	 */
	void count(Delivery delivery, Runnable done, Runnable impossible, Runnable refused) {
		delivery.replace(copy(delivery, true), done, impossible, refused);
	}

	/**
	 * Requeue a request that is meant for other servers. If it can be copied, this
	 * delivery does not count.
	 */
	void requeue(Delivery delivery) {
		if (this.limit > 0 && copyable(delivery)) {
			requeue(delivery, copy(delivery, true), DeliveryCounter::nothing);
		}
		else {
			delivery.reject(true);
		}
	}

	/**
	 * Requeue a request that was not processed. If it can be copied, this delivery does
	 * not count. Does not throw.
	 * @param delivery the request
	 * @param done run when the request is requeued, or the channel is lost
	 */
	void requeueUnprocessed(Delivery delivery, Runnable done) {
		BasicProperties copy = copyOfUnprocessed(delivery);
		if (copy != null) {
			requeue(delivery, copy, done);
		}
		else {
			delivery.reject(true);
			done.run();
		}
	}

	private @Nullable BasicProperties copyOfUnprocessed(Delivery delivery) {
		try {
			return copyable(delivery) ? copy(delivery, delivery.redelivered()) : null;
		}
		catch (Throwable ex) {
			Unexpected.log(logger,
					"A request of service '" + this.service + "' cannot be copied; requeuing it unchanged", ex);
			return null;
		}
	}

	private static void requeue(Delivery delivery, BasicProperties copy, Runnable done) {
		Runnable asItIs = () -> {
			delivery.reject(true);
			done.run();
		};
		delivery.replace(copy, done, asItIs, asItIs);
	}

	private static void nothing() {
		// the request is settled, and nothing depends on it
	}

	/**
	 * The broker rejects messages that carry the id of another user. A message that
	 * cannot be read has lost its body.
	 */
	private boolean copyable(Delivery delivery) {
		return delivery.replaceable() && delivery.unreadable() == null && delivery.properties().getUserId() == null
				&& !this.transport.blocked();
	}

	private long deliveriesBefore(Delivery delivery) {
		Long carried = count(delivery.properties(), WireHeaders.DELIVERIES);
		return deliveriesSincePublished(delivery) + ((carried != null) ? carried : 0);
	}

	/** Return how often the message was delivered before, since it was last published. */
	private long deliveriesSincePublished(Delivery delivery) {
		if (!delivery.redelivered()) {
			return 0;
		}
		Long brokers = brokersCount(delivery);
		return (brokers != null) ? brokers : 1;
	}

	private @Nullable Long brokersCount(Delivery delivery) {
		return this.brokerCounts ? count(delivery.properties(), BROKERS_COUNT) : null;
	}

	private static @Nullable Long header(BasicProperties properties, String name) {
		Map<String, Object> headers = properties.getHeaders();
		return (headers != null && headers.get(name) instanceof Number number) ? Long.valueOf(number.longValue())
				: null;
	}

	/** Callers may set a header to any number. */
	private static @Nullable Long count(BasicProperties properties, String name) {
		Long number = header(properties, name);
		return (number != null) ? Long.valueOf(Math.max(0, Math.min(Integer.MAX_VALUE, number))) : null;
	}

	/**
	 * If the request was sent before, mark the copy as resent, because a function may
	 * have run.
	 */
	private BasicProperties copy(Delivery delivery, boolean sentBefore) {
		BasicProperties properties = withRemainingTime(delivery).build();
		Map<String, Object> headers = new HashMap<>();
		if (properties.getHeaders() != null) {
			headers.putAll(properties.getHeaders());
		}
		headers.remove(BROKERS_COUNT);
		withoutRouting(headers);
		if (sentBefore) {
			headers.put(WireHeaders.DELIVERIES, deliveriesBefore(delivery));
			headers.put(WireHeaders.RESENT, true);
		}
		BasicProperties.Builder copy = properties.builder().headers(headers);
		if (properties.getMessageId() == null) {
			// a message id identifies the copy later
			copy.messageId(UUID.randomUUID().toString());
		}
		return copy.build();
	}

	/**
	 * Remove the headers that make the broker route a copy to further queues, because the
	 * copy is published with the permissions of the server instead of the caller.
	 */
	static Map<String, Object> withoutRouting(Map<String, Object> headers) {
		headers.keySet().removeIf((name) -> ROUTING.contains(name.toUpperCase(Locale.ROOT)));
		return headers;
	}

	/**
	 * Return the properties of a request that is published again: as if its client sent
	 * it now, by the client's own clock.
	 */
	static BasicProperties.Builder withRemainingTime(Delivery delivery) {
		BasicProperties properties = delivery.properties();
		BasicProperties.Builder copy = properties.builder();
		Duration expiration = RequestContext.expiration(properties);
		Duration remaining = RequestContext.remaining(delivery);
		if (expiration != null && remaining != null) {
			long left = Math.max(1, remaining.toMillis());
			copy.expiration(Long.toString(left));
			Long sentAt = header(properties, WireHeaders.SENT_AT);
			if (sentAt != null) {
				Map<String, Object> headers = new HashMap<>(properties.getHeaders());
				headers.put(WireHeaders.SENT_AT, sentAt + expiration.toMillis() - left);
				copy.headers(headers);
			}
		}
		return copy;
	}

}
