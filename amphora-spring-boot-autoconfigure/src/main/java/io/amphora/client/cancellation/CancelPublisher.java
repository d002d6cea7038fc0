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

package io.amphora.client.cancellation;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.TopologyException;
import io.amphora.serializer.CancelRequest;
import io.amphora.serializer.RpcSerializer;
import io.amphora.topology.ServiceTopology;
import io.amphora.topology.Topology;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.ChannelCallback;
import io.amphora.transport.connection.ChannelUse;
import io.amphora.transport.connection.ManagedChannel;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Notifies the servers of a service of calls that are cancelled. Ids are collected for
 * some milliseconds and published on a channel of their own, which is opened with the
 * first one: the broker closes a channel that publishes to a missing exchange, or without
 * permission. It is then tried again after a minute at the earliest. Notifications may be
 * lost; servers then run the functions, as they would without them.
 * <p>
 * Thread-safe. The channel's worker thread owns {@link #open}.
 *
 * @since 0.1.0
 */
public final class CancelPublisher {

	private static final Log logger = LogFactory.getLog(CancelPublisher.class);

	/** Calls are often cancelled together. */
	private static final Duration DELAY = Duration.ofMillis(5);

	/** Time after which a blocked connection is checked again. */
	private static final Duration BLOCKED_DELAY = Duration.ofSeconds(1);

	private static final Duration RETRY_INTERVAL = Duration.ofMinutes(1);

	/** Servers do not remember ids for longer. */
	private static final Duration LONGEST = Duration.ofMinutes(10);

	/** Limits memory while the client is disconnected. */
	static final int MAX_WAITING = 50_000;

	private final String service;

	private final RpcSerializer serializer;

	private final BrokerTransport transport;

	private final String exchange;

	private final Topology topology;

	private final @Nullable String appId;

	private final ManagedChannel channel;

	private final Queue<CancelledCall> calls = new ConcurrentLinkedQueue<>();

	private final Queue<Message> messages = new ConcurrentLinkedQueue<>();

	/** Number of ids in both queues. */
	private final AtomicInteger waiting = new AtomicInteger();

	/** Whether a flush is scheduled. */
	private final AtomicBoolean scheduled = new AtomicBoolean();

	private final AtomicBoolean warned = new AtomicBoolean();

	private volatile boolean refused;

	private volatile long refusedAt;

	private volatile boolean closing;

	private @Nullable Channel open;

	/**
	 * Create a publisher that opens its channel on demand.
	 * @param topology the topology of the service
	 * @param serializer writes the messages
	 * @param transport provides the channel
	 * @param appId the name of the application, or {@code null}
	 */
	public CancelPublisher(ServiceTopology topology, RpcSerializer serializer, BrokerTransport transport,
			@Nullable String appId) {
		this.service = topology.service();
		this.serializer = serializer;
		this.transport = transport;
		this.exchange = topology.controlExchange();
		this.topology = topology.controlRequests();
		this.appId = appId;
		this.channel = transport.publishing()
			.managedChannel("client of " + topology.service() + ", cancellations", ChannelUse.OPTIONAL, new Session());
	}

	/**
	 * Notify the servers soon that a call is cancelled. Does not block.
	 * @param messageId the message id of its request
	 * @param deadline when its timeout elapses, as {@link System#nanoTime()}
	 */
	public void cancel(String messageId, long deadline) {
		if (this.waiting.get() < MAX_WAITING && !refusedLately()) {
			this.waiting.incrementAndGet();
			this.calls.add(new CancelledCall(messageId, deadline));
			flushLater(DELAY);
		}
	}

	/**
	 * Return the number of cancelled calls that the servers are not notified of yet.
	 * @return the number of ids
	 */
	public int waiting() {
		return this.waiting.get();
	}

	private void flushLater(Duration delay) {
		if (!this.closing && this.scheduled.compareAndSet(false, true)) {
			try {
				this.transport.schedule(this::flushNow, delay);
			}
			catch (Throwable ex) {
				// the next cancelled call tries again
				this.scheduled.set(false);
				logger.debug("Cancelled calls are not announced yet. Is the connection closed?", ex);
			}
		}
	}

	private void flushNow() {
		this.scheduled.set(false);
		if (!this.closing) {
			flush();
		}
	}

	/** Writes the messages here, because serializers may be foreign code. */
	private CompletableFuture<Void> flush() {
		while (!this.calls.isEmpty()) {
			Message message = nextMessage();
			if (message != null) {
				this.messages.add(message);
			}
		}
		return this.messages.isEmpty() ? CompletableFuture.completedFuture(null) : this.channel.start();
	}

	private @Nullable Message nextMessage() {
		Set<String> ids = new LinkedHashSet<>();
		long now = System.nanoTime();
		long remaining = 0;
		for (CancelledCall call = this.calls.poll(); call != null; call = this.calls.poll()) {
			ids.add(call.messageId());
			remaining = Math.max(remaining, call.deadline() - now);
			if (ids.size() == CancelRequest.MAX_IDS) {
				break;
			}
		}
		byte[] body = (remaining > 0) ? body(ids) : null;
		if (body == null) {
			this.waiting.addAndGet(-ids.size());
			return null;
		}
		return new Message(body, ids.size(), now + Math.min(remaining, LONGEST.toNanos()));
	}

	private byte @Nullable [] body(Set<String> ids) {
		try {
			return this.serializer.serializeCall(new CancelRequest(ids).toCall());
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "Cancelled calls of service '" + this.service + "' could not be written", ex);
			return null;
		}
	}

	/**
	 * Delay all further notifications until the client is closed, which then takes few
	 * messages.
	 */
	public void prepareClose() {
		this.closing = true;
	}

	/**
	 * Send what is waiting if the client is connected, and close the channel.
	 * @param patience maximum time to wait
	 * @return a future that completes when everything is sent, or after that time
	 */
	public CompletableFuture<Void> close(Duration patience) {
		this.closing = true;
		CompletableFuture<Void> sent = this.transport.publishing().connected() ? flush()
				: CompletableFuture.completedFuture(null);
		return sent.exceptionally((ex) -> null)
			.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
			.whenComplete((done, failure) -> this.channel.close());
	}

	private boolean refusedLately() {
		return this.refused && System.nanoTime() - this.refusedAt < RETRY_INTERVAL.toNanos();
	}

	private void refused(String reason) {
		this.refusedAt = System.nanoTime();
		this.refused = true;
		for (CancelledCall call = this.calls.poll(); call != null; call = this.calls.poll()) {
			this.waiting.decrementAndGet();
		}
		for (Message message = this.messages.poll(); message != null; message = this.messages.poll()) {
			this.waiting.addAndGet(-message.count());
		}
		String message = "Servers of '%s' are not notified of cancelled calls: %s".formatted(this.service, reason);
		if (this.warned.compareAndSet(false, true)) {
			logger.info(message);
		}
		else {
			logger.debug(message);
		}
	}

	private void publish(Channel to) throws IOException {
		while (!this.messages.isEmpty() && to.isOpen()) {
			if (this.transport.publishing().blocked()) {
				flushLater(BLOCKED_DELAY);
				return;
			}
			Message next = this.messages.poll();
			if (next != null) {
				this.waiting.addAndGet(-next.count());
				publish(next, to);
			}
		}
	}

	private void publish(Message message, Channel to) throws IOException {
		long left = TimeUnit.NANOSECONDS.toMillis(message.deadline() - System.nanoTime());
		if (left > 0) {
			BasicProperties properties = new BasicProperties.Builder().contentType(this.serializer.contentType())
				.deliveryMode(1)
				.expiration(Long.toString(left))
				.appId(this.appId)
				.build();
			to.basicPublish(this.exchange, this.service, properties, message.body());
		}
	}

	/**
	 * A cancelled call.
	 *
	 * @param messageId the message id of its request
	 * @param deadline when its timeout elapses
	 */
	private record CancelledCall(String messageId, long deadline) {
	}

	/**
	 * A message with the ids of several calls.
	 *
	 * @param body the body
	 * @param count the number of ids
	 * @param deadline when the timeout of the last call elapses
	 */
	private record Message(byte[] body, int count, long deadline) {
	}

	/** Publishes on each new channel, and whenever messages are waiting. */
	private final class Session implements ChannelCallback {

		@Override
		public Topology topology() {
			return CancelPublisher.this.topology;
		}

		@Override
		public boolean wanted() {
			return CancelPublisher.this.open != null || !CancelPublisher.this.messages.isEmpty();
		}

		@Override
		public boolean idle() {
			return true;
		}

		@Override
		public void opened(Channel channel) throws IOException {
			if (channel != CancelPublisher.this.open) {
				CancelPublisher.this.topology.declare(channel);
				CancelPublisher.this.open = channel;
				CancelPublisher.this.refused = false;
			}
			publish(channel);
		}

		@Override
		public void lost(Channel channel) {
			CancelPublisher.this.open = null;
			ShutdownSignalException reason = channel.getCloseReason();
			if (reason != null && !reason.isHardError() && !reason.isInitiatedByApplication()) {
				CancelPublisher.this.refused(String.valueOf(reason.getMessage()));
			}
		}

		@Override
		public void refused(TopologyException cause) {
			CancelPublisher.this.refused(String.valueOf(cause.getMessage()));
		}

	}

}
