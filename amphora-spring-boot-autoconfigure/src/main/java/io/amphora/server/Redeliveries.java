package io.amphora.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.topology.QueueType;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Delivery;
import io.amphora.transport.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Counts how often a request was delivered to servers that did not live to settle it, so
 * that one which kills its servers stops circling. Quorum queues count by themselves. In
 * other queues, where the header of quorum queues is the caller's own, a copy that
 * carries the count takes the place of a request that comes again. Thread-safe.
 */
final class Redeliveries {

	private static final Log logger = LogFactory.getLog(Redeliveries.class);

	/** What quorum queues count in. */
	private static final String BROKERS_COUNT = "x-delivery-count";

	/** Where else RabbitMQ sends a message, besides its routing key. */
	private static final Set<String> ROUTING = Set.of("CC", "BCC");

	private final int limit;

	private final BrokerTransport transport;

	private final boolean brokerCounts;

	/**
	 * Create a count.
	 * @param limit how often a request may be delivered, or 0 for any number of times
	 * @param transport publishes the copies
	 * @param queueType the type of the queues, as far as it is known
	 */
	Redeliveries(int limit, BrokerTransport transport, QueueType queueType) {
		this.limit = limit;
		this.transport = transport;
		this.brokerCounts = queueType == QueueType.QUORUM;
	}

	int limit() {
		return this.limit;
	}

	/** Whether a request was delivered too often to be tried once more. */
	boolean exhausted(Delivery delivery) {
		return this.limit > 0 && !delivery.isPart() && before(delivery) >= this.limit;
	}

	/** Whether a request can be tried only after its delivery was counted. */
	boolean uncounted(Delivery delivery) {
		return this.limit > 0 && delivery.redelivered() && copyable(delivery) && brokersCount(delivery) == null;
	}

	/**
	 * Put a copy that carries the count in the place of a request.
	 * @param delivery the request
	 * @param done run when the copy is in its place
	 * @param impossible run instead if the copy cannot be written; the request has to be
	 * settled then
	 * @param refused run instead if the queue does not take the copy for now
	 */
	void count(Delivery delivery, Runnable done, Runnable impossible, Runnable refused) {
		delivery.replace(copy(delivery, true), done, impossible, refused);
	}

	/** Put back what was not tried in vain, but is for others: that does not count. */
	void giveBack(Delivery delivery) {
		if (this.limit > 0 && copyable(delivery)) {
			giveBack(delivery, copy(delivery, true), Redeliveries::nothing);
		}
		else {
			delivery.reject(true);
		}
	}

	/**
	 * Put back a request that nothing was done for. It does not count as delivered, where
	 * it can be copied. Does not throw.
	 * @param delivery the request
	 * @param done run when it is back, or the channel is lost
	 */
	void giveBackUntried(Delivery delivery, Runnable done) {
		BasicProperties copy = copyOfUntried(delivery);
		if (copy != null) {
			giveBack(delivery, copy, done);
		}
		else {
			delivery.reject(true);
			done.run();
		}
	}

	private @Nullable BasicProperties copyOfUntried(Delivery delivery) {
		try {
			return copyable(delivery) ? copy(delivery, delivery.redelivered()) : null;
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A request cannot be copied; it goes back as it is", ex);
			return null;
		}
	}

	private static void giveBack(Delivery delivery, BasicProperties copy, Runnable done) {
		Runnable asItIs = () -> {
			delivery.reject(true);
			done.run();
		};
		delivery.replace(copy, done, asItIs, asItIs);
	}

	private static void nothing() {
		// it is settled, and nothing depends on it
	}

	/** The broker lets nobody publish in the name of another user. */
	private boolean copyable(Delivery delivery) {
		return delivery.replaceable() && delivery.properties().getUserId() == null && !this.transport.blocked();
	}

	private long before(Delivery delivery) {
		Long carried = count(delivery.properties(), WireHeaders.DELIVERIES);
		return since(delivery) + ((carried != null) ? carried : 0);
	}

	/** How often what was published last was delivered before. */
	private long since(Delivery delivery) {
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

	/** A caller may write any number into a header. */
	private static @Nullable Long count(BasicProperties properties, String name) {
		Long number = header(properties, name);
		return (number != null) ? Long.valueOf(Math.max(0, Math.min(Integer.MAX_VALUE, number))) : null;
	}

	/** A function may have run for a request that was sent before. */
	private BasicProperties copy(Delivery delivery, boolean sentBefore) {
		BasicProperties properties = withRemainingTime(delivery).build();
		Map<String, Object> headers = new HashMap<>();
		if (properties.getHeaders() != null) {
			headers.putAll(properties.getHeaders());
		}
		headers.remove(BROKERS_COUNT);
		withoutRouting(headers);
		if (sentBefore) {
			headers.put(WireHeaders.DELIVERIES, before(delivery));
			headers.put(WireHeaders.RESENT, true);
		}
		BasicProperties.Builder copy = properties.builder().headers(headers);
		if (properties.getMessageId() == null) {
			// what is published may have to be found again
			copy.messageId(UUID.randomUUID().toString());
		}
		return copy.build();
	}

	/**
	 * Remove the headers by which the broker would give a copy to further queues, with
	 * the server's permissions and not the caller's.
	 */
	static Map<String, Object> withoutRouting(Map<String, Object> headers) {
		headers.keySet().removeIf((name) -> ROUTING.contains(name.toUpperCase(Locale.ROOT)));
		return headers;
	}

	/**
	 * The properties of a request that is published once more: as if its client sent it
	 * now, by its own clock.
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
