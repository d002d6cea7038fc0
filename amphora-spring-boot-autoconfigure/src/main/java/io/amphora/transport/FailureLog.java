package io.amphora.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import io.amphora.TopologyException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.AmqpAuthenticationException;
import org.springframework.amqp.AmqpException;

/**
 * Says once, for both connections of a transport, why there is none. Thread-safe.
 */
final class FailureLog {

	private static final Log logger = LogFactory.getLog(FailureLog.class);

	private final String broker;

	private final AtomicReference<@Nullable String> told = new AtomicReference<>();

	private final Duration refusalInterval;

	FailureLog(@Nullable String connection, Duration refusalInterval) {
		this.broker = (connection != null) ? "broker of connection '" + connection + "'" : "broker";
		this.refusalInterval = refusalInterval;
	}

	/** What the broker is called in logs. */
	String broker() {
		return this.broker;
	}

	void failed(Throwable failure) {
		String message = describe(failure);
		if (!message.equals(this.told.getAndSet(message))) {
			logger.warn(message);
		}
	}

	void recovered() {
		this.told.set(null);
	}

	private String describe(Throwable failure) {
		String cause = cause(failure).toString();
		if (failure instanceof AmqpAuthenticationException) {
			return "The " + this.broker + " does not let Amphora log in, which is tried again "
					+ interval(this.refusalInterval) + ": check user name and password (" + cause + ")";
		}
		TopologyException refusal = Refusal.of(failure);
		if (refusal != null) {
			return "The " + this.broker + " does not let Amphora in, which is tried again "
					+ interval(this.refusalInterval) + ". " + refusal.getMessage();
		}
		return "Amphora cannot reach the " + this.broker + " and keeps trying: " + cause;
	}

	static String interval(Duration interval) {
		return (interval.toMillis() % 1000 == 0) ? "every " + interval.toSeconds() + " seconds"
				: "every " + interval.toMillis() + " ms";
	}

	private static Throwable cause(Throwable failure) {
		Throwable cause = failure;
		while (saysNothing(cause) && cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause;
	}

	private static boolean saysNothing(Throwable failure) {
		return failure instanceof AmqpException || (failure instanceof IOException && failure.getMessage() == null);
	}

}
