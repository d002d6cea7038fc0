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
 * Determines how long requests waited before they arrived, without a clock shared with
 * their senders. It remembers the senders of the latest requests. The monitor guards all
 * clocks; only arithmetic is done while it is held.
 */
final class SenderClocks {

	static final int REMEMBERED = 1000;

	private static final int LONGEST_NAME = 255;

	/** Later times, from the year 2116, would overflow as nanoseconds. */
	private static final long LATEST = TimeUnit.NANOSECONDS.toMillis(Long.MAX_VALUE / 2);

	private final Map<String, SenderClock> clocks = new LinkedHashMap<>(16, 0.75F, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, SenderClock> eldest) {
			return size() > REMEMBERED;
		}

	};

	/** Set how long a request waited before it arrived, if that is known. */
	void arrived(Delivery delivery) {
		delivery.waited(wait(delivery.properties(), delivery.receivedAt()));
	}

	/**
	 * Return how long a request waited in the queue.
	 * @param now the arrival time, a value of {@link System#nanoTime()}
	 * @return the time in nanoseconds, 0 if unknown
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
