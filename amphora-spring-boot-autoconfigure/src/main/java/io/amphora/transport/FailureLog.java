package io.amphora.transport;

import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.AmqpAuthenticationException;
import org.springframework.amqp.AmqpIOException;

/**
 * Says once, for both connections of a transport, why there is none. Thread-safe.
 */
final class FailureLog {

	private static final Log logger = LogFactory.getLog(FailureLog.class);

	private final String broker;

	private final AtomicReference<@Nullable String> told = new AtomicReference<>();

	FailureLog(@Nullable String connection) {
		this.broker = (connection != null) ? "broker of connection '" + connection + "'" : "broker";
	}

	/** What the broker is called in logs. */
	String broker() {
		return this.broker;
	}

	void failed(Exception failure) {
		String message = describe(failure);
		if (!message.equals(this.told.getAndSet(message))) {
			logger.warn(message);
		}
	}

	void recovered() {
		this.told.set(null);
	}

	private String describe(Exception failure) {
		String cause = cause(failure).toString();
		if (failure instanceof AmqpAuthenticationException) {
			return "The " + this.broker + " does not let Amphora log in, which is tried again every "
					+ ManagedChannel.SLOW_RETRY.toSeconds() + " seconds: check user name and password (" + cause + ")";
		}
		return "Amphora cannot reach the " + this.broker + " and keeps trying: " + cause;
	}

	private static Throwable cause(Exception failure) {
		Throwable cause = failure;
		while ((cause instanceof AmqpIOException || cause instanceof AmqpAuthenticationException)
				&& cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause;
	}

}
