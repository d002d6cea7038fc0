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

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallContext;
import io.amphora.PrintableText;
import io.amphora.server.execution.Cancellation;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * The context of a request.
 *
 * @param service the service that was called
 * @param function the name of the function in the request
 * @param delivery the request
 * @param resultType the declared type of the result
 * @param responseHeaders the reply headers added by interceptors
 * @param cancellation whether the call is cancelled
 */
record RequestContext(String service, String function, Delivery delivery, Type resultType,
		Map<String, Object> responseHeaders, Cancellation cancellation) implements CallContext {

	/** The function of a request that was not read. */
	private static final String UNREAD = "(unread)";

	RequestContext(String service, String function, Delivery delivery) {
		this(service, function, delivery, Object.class, Map.of(), new Cancellation());
	}

	/** Create the context of a request that was not read. */
	static RequestContext unread(String service, Delivery delivery) {
		return new RequestContext(service, UNREAD, delivery);
	}

	@Override
	public @Nullable String correlationId() {
		return Delivery.correlationId(properties());
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
		return hasDeadline() ? remaining(this.delivery) : null;
	}

	@Override
	public @Nullable Instant deadline() {
		Duration expiration = hasDeadline() ? expiration(properties()) : null;
		return (expiration != null) ? Instant.now().minusNanos(age(this.delivery)).plus(expiration) : null;
	}

	/**
	 * Also {@code true} shortly before the server notices that the deadline has passed.
	 */
	@Override
	public boolean isCancelled() {
		return this.cancellation.isCancelled() || isCancelledByCaller()
				|| (!this.cancellation.hasEnded() && deadlineExceeded());
	}

	@Override
	public boolean isCancelledByCaller() {
		return this.cancellation.isCancelledByCaller();
	}

	@Override
	public void onCancel(Runnable action) {
		this.cancellation.onCancel(action);
	}

	/** Return whether the caller no longer waits for a reply. */
	boolean deadlineExceeded() {
		Duration remaining = remaining();
		return remaining != null && remaining.isZero();
	}

	boolean unread() {
		return this.function.equals(UNREAD);
	}

	/** Return whether the request gets no reply. */
	boolean oneWay() {
		return properties().getReplyTo() == null;
	}

	/**
	 * Return whether the caller waits for a reply for a limited time. The expiration of a
	 * request without a reply only limits the time until its function starts.
	 */
	boolean hasDeadline() {
		return !oneWay() && properties().getExpiration() != null;
	}

	/**
	 * Return the remaining time. It counts from when the request was sent, as far as the
	 * {@link SenderClocks} can determine this.
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

	/** Return how long the caller was willing to wait when it sent the request. */
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
		return "function '%s' of service '%s', correlation id %s".formatted(PrintableText.name(this.function),
				this.service, PrintableText.of(correlationId()));
	}

}
