package io.amphora.server;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallContext;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.Delivery;
import io.amphora.transport.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * What a request says of itself.
 *
 * @param service the service that was called
 * @param function the name that the function was called by
 * @param delivery the request
 * @param resultType the type that the function declares for its result
 * @param responseHeaders what interceptors add to the response
 */
record RequestContext(String service, String function, Delivery delivery, Type resultType,
		Map<String, Object> responseHeaders) implements CallContext {

	RequestContext(String service, String function, Delivery delivery) {
		this(service, function, delivery, Object.class, Map.of());
	}

	@Override
	public @Nullable String correlationId() {
		return properties().getCorrelationId();
	}

	@Override
	public @Nullable String appId() {
		return properties().getAppId();
	}

	@Override
	public boolean redelivered() {
		return this.delivery.redelivered() || hasHeader(WireHeaders.RESENT);
	}

	@Override
	public @Nullable Duration remaining() {
		return remaining(this.delivery);
	}

	@Override
	public @Nullable Instant deadline() {
		Duration expiration = expiration(properties());
		return (expiration != null) ? Instant.now().minusNanos(age(this.delivery)).plus(expiration) : null;
	}

	/**
	 * Counted from when the request was sent, as far as its {@link SenderClock} tells.
	 */
	static @Nullable Duration remaining(Delivery delivery) {
		Duration expiration = expiration(delivery.properties());
		if (expiration == null) {
			return null;
		}
		Duration left = expiration.minusNanos(age(delivery));
		return left.isNegative() ? Duration.ZERO : left;
	}

	private static long age(Delivery delivery) {
		return delivery.waited() + System.nanoTime() - delivery.receivedAt();
	}

	/** How long the caller was going to wait when the request was sent. */
	static @Nullable Duration expiration(BasicProperties properties) {
		String millis = properties.getExpiration();
		try {
			return (millis != null) ? Duration.ofMillis(Long.parseLong(millis)) : null;
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	private boolean hasHeader(String name) {
		Map<String, Object> headers = properties().getHeaders();
		return headers != null && headers.containsKey(name);
	}

	private BasicProperties properties() {
		return this.delivery.properties();
	}

	@Override
	public String toString() {
		return "function '%s' of service '%s', correlation id %s".formatted(PrintableText.of(this.function),
				this.service, PrintableText.of(correlationId()));
	}

}
