package io.amphora.server;

import java.time.Duration;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks of its reply.
 *
 * @param request the properties of the request
 * @param wantedUntil when the reply need not be sent again, a value of
 * {@link System#nanoTime()}
 * @param done run when the broker has the reply, or it is given up
 */
record ReplyOrder(BasicProperties request, long wantedUntil, Runnable done) {

	/** How long to try if the request does not say how long its caller waits. */
	private static final Duration USUAL = Duration.ofMinutes(1);

	/** How long a single caller may keep a request from being settled. */
	private static final Duration LONGEST = Duration.ofMinutes(5);

	static ReplyOrder of(Delivery delivery, Runnable done) {
		return new ReplyOrder(delivery.properties(),
				System.nanoTime() + patience(RequestContext.remaining(delivery)).toNanos(), done);
	}

	private static Duration patience(@Nullable Duration remaining) {
		if (remaining == null) {
			return USUAL;
		}
		return (remaining.compareTo(LONGEST) < 0) ? remaining : LONGEST;
	}

	boolean wanted() {
		return System.nanoTime() - this.wantedUntil < 0;
	}

}
