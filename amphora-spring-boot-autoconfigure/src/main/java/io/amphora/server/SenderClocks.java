package io.amphora.server;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.LongString;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Finds out how long requests have waited before they came, without a clock that it
 * shares with their senders. Of those, it knows the ones whose requests came last. The
 * monitor guards all clocks; nothing but arithmetic is done while it is held.
 */
final class SenderClocks {

	static final int REMEMBERED = 1000;

	private static final int LONGEST_NAME = 255;

	/** Later, nanoseconds overflow: in the year 2116. */
	private static final long LATEST = TimeUnit.NANOSECONDS.toMillis(Long.MAX_VALUE / 2);

	private final Map<String, SenderClock> clocks = new LinkedHashMap<>(16, 0.75F, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, SenderClock> eldest) {
			return size() > REMEMBERED;
		}

	};

	/** Set how long a request has waited before it arrived, if that is known. */
	void arrived(Delivery delivery) {
		delivery.waited(wait(delivery.properties(), delivery.receivedAt()));
	}

	/**
	 * Return how long a request has waited in the queue.
	 * @param now when it arrived, a value of {@link System#nanoTime()}
	 * @return nanoseconds, 0 if it is not known
	 */
	long wait(BasicProperties properties, long now) {
		Map<String, Object> headers = properties.getHeaders();
		if (headers == null || !(headers.get(WireHeaders.SENT_AT) instanceof Number sentAt)) {
			return 0;
		}
		String name = name(headers.get(WireHeaders.CLOCK));
		long millis = sentAt.longValue();
		if (name == null || millis < 0 || millis > LATEST) {
			return 0;
		}
		return wait(name, now - TimeUnit.MILLISECONDS.toNanos(millis), now, expiration(properties));
	}

	private synchronized long wait(String name, long difference, long now, long expiration) {
		return this.clocks.computeIfAbsent(name, (added) -> new SenderClock(difference, now))
			.wait(difference, now, expiration);
	}

	private static long expiration(BasicProperties properties) {
		Duration expiration = RequestContext.expiration(properties);
		return (expiration != null) ? TimeUnit.MILLISECONDS.toNanos(expiration.toMillis()) : Long.MAX_VALUE;
	}

	private static @Nullable String name(@Nullable Object clock) {
		if (clock instanceof LongString text) {
			return (text.length() <= LONGEST_NAME) ? text.toString() : null;
		}
		return (clock instanceof String text && text.length() <= LONGEST_NAME) ? text : null;
	}

	synchronized int size() {
		return this.clocks.size();
	}

}
