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

package io.amphora.transport;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import com.rabbitmq.client.Channel;
import io.amphora.TopologyException;
import io.amphora.topology.ChannelRefusal;
import io.amphora.topology.Topology;
import io.amphora.transport.connection.BrokerConnection;
import io.amphora.transport.connection.BrokerProduct;
import io.amphora.transport.connection.ChannelCallback;
import io.amphora.transport.connection.ManagedChannel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Consumes from a queue, and resumes after a lost connection, a deleted queue or a
 * cancelled consumer. Thread-safe. The channel's worker thread writes {@link #consumer}.
 *
 * @since 0.1.0
 */
public final class Subscription {

	private static final Log logger = LogFactory.getLog(Subscription.class);

	/** Longer than a broker usually takes to confirm a message. */
	private static final Duration COPY_PATIENCE = Duration.ofSeconds(2);

	private final SubscriptionSpec spec;

	private final Executor acknowledger;

	private final DeliveryDispatcher dispatcher;

	private final ManagedChannel managedChannel;

	private final QueueConsumer.DeliveryLimit limit;

	private final CompletableFuture<Void> ended = new CompletableFuture<>();

	private final UndeliverableMessages undeliverable;

	private volatile int prefetch;

	/** Prefetch of the current consumer. Owned by the worker thread. */
	private int consumingWith;

	/**
	 * Odd while consuming is wanted. Each start after an end, and each end after a start,
	 * increments it, so that an end does not affect a later start.
	 */
	private final AtomicInteger turn = new AtomicInteger();

	private volatile @Nullable QueueConsumer consumer;

	private final AtomicLong starts = new AtomicLong();

	Subscription(SubscriptionSpec spec, DeliveryDispatcher dispatcher, BrokerConnection connection,
			Executor acknowledger) {
		this.spec = spec;
		this.dispatcher = dispatcher;
		this.acknowledger = acknowledger;
		this.prefetch = spec.prefetch();
		this.limit = new QueueConsumer.DeliveryLimit(spec.maxDeliveries());
		this.undeliverable = new UndeliverableMessages(spec.queue(), connection::openSeparate);
		this.managedChannel = connection.managedChannel(spec.name(), spec.use(), new Session());
	}

	/**
	 * Start to consume.
	 * @return a future that completes when the broker has accepted the consumer;
	 * exceptionally with a {@link TopologyException} if it refuses, in which case retries
	 * continue
	 */
	public CompletableFuture<Void> start() {
		this.turn.updateAndGet((present) -> wanted(present) ? present : present + 1);
		return this.managedChannel.start();
	}

	/**
	 * Wait for the consumer, even if the broker refuses it at first.
	 * @return a future that completes when the broker has accepted the consumer
	 */
	public CompletableFuture<Void> opened() {
		return this.managedChannel.inUse();
	}

	private int end() {
		return this.turn.updateAndGet((present) -> wanted(present) ? present + 1 : present);
	}

	private static boolean wanted(int turn) {
		return turn % 2 != 0;
	}

	private boolean wanted() {
		return wanted(this.turn.get());
	}

	/**
	 * Change the prefetch. Does not block. The prefetch of a consumer is fixed on the
	 * broker, so another consumer takes over before the current one ends.
	 * @param newPrefetch the new prefetch
	 */
	public void prefetch(int newPrefetch) {
		this.prefetch = newPrefetch;
		this.managedChannel.execute(this::restartConsumer);
	}

	private void restartConsumer() {
		QueueConsumer before = this.consumer;
		if (before == null || !before.active() || !wanted() || this.consumingWith == allowedPrefetch()) {
			return;
		}
		try {
			this.consumer = consume(before.getChannel(), before.settlement());
			before.retire();
		}
		catch (Throwable ex) {
			logger.debug("The channel cannot be used: the next one has the new prefetch", ex);
			this.managedChannel.reopen(before.getChannel());
		}
	}

	private int allowedPrefetch() {
		return this.undeliverable.suspected() ? 1 : this.prefetch;
	}

	private QueueConsumer consume(Channel channel, ChannelSettlement settlement) throws IOException {
		QueueConsumer created = new QueueConsumer(channel, this.dispatcher, settlement, this.limit, new Watch(channel));
		int wanted = allowedPrefetch();
		created.consume(this.spec.queue(), wanted);
		this.consumingWith = wanted;
		return created;
	}

	/**
	 * Take no further deliveries, and close the channel once earlier ones are settled.
	 * @return a future that completes when the channel is closed, or consuming was
	 * started again
	 */
	public CompletableFuture<Void> cancel() {
		int ending = end();
		return this.managedChannel.submit(() -> cancelConsumer(ending))
			.handle((settled, failure) -> stop(ending))
			.thenCompose((stopped) -> stopped);
	}

	private CompletableFuture<Void> cancelConsumer(int ending) {
		QueueConsumer consuming = this.consumer;
		return (consuming != null && this.turn.get() == ending) ? consuming.cancel()
				: CompletableFuture.completedFuture(null);
	}

	/**
	 * Stop as soon as copies have replaced their originals. Deliveries that are then
	 * unsettled are redelivered to any consumer.
	 * @return a future that completes when the channel is closed, or consuming was
	 * started again
	 */
	public CompletableFuture<Void> stop() {
		int ending = end();
		QueueConsumer consuming = this.consumer;
		CompletableFuture<Void> replaced = (consuming != null) ? consuming.settlement().replaced(COPY_PATIENCE)
				: CompletableFuture.completedFuture(null);
		return replaced.thenCompose((ignored) -> stop(ending));
	}

	private CompletableFuture<Void> stop(int ending) {
		return this.managedChannel.stop(() -> this.turn.get() != ending);
	}

	/**
	 * Return whether the broker delivers nothing more until one of some deliveries is
	 * settled.
	 * @param deliveries the deliveries, or parts of them
	 * @return {@code true} if as many of them are unsettled as the prefetch allows
	 */
	public boolean exhaustedBy(Collection<Delivery> deliveries) {
		QueueConsumer consuming = this.consumer;
		return consuming != null && deliveries.stream()
			.map(Delivery::message)
			.filter((message) -> message.open(consuming.settlement()))
			.distinct()
			.count() >= this.prefetch;
	}

	/**
	 * Return the queue that is consumed from.
	 * @return the name of the queue
	 */
	public String queue() {
		return this.spec.queue();
	}

	/** Return the queue and its purpose, for logs. */
	private String source() {
		String queue = queue().isEmpty() ? "a queue that the broker names" : "queue '" + queue() + "'";
		return "%s (%s)".formatted(queue, this.spec.name());
	}

	/**
	 * Return whether the consumer is active on the broker.
	 * @return {@code true} while messages can be delivered
	 */
	public boolean consuming() {
		QueueConsumer consuming = this.consumer;
		return consuming != null && consuming.active();
	}

	/**
	 * Return why the broker refuses the consumer.
	 * @return the refusal, or {@code null} if the last attempt was not refused
	 */
	public @Nullable TopologyException refusal() {
		return this.managedChannel.refusal();
	}

	/**
	 * Return the state of the consumer.
	 * @return a snapshot
	 */
	public ConsumerState state() {
		return new ConsumerState(queue(), consuming(), restarts(), refusal());
	}

	/**
	 * Return the number of deliveries that were taken.
	 * @return the number, including redeliveries
	 */
	public int taken() {
		return this.limit.taken();
	}

	/**
	 * Return a future for the end of the subscription.
	 * @return a future that completes when the maximum number of deliveries is reached;
	 * exceptionally with a {@link TopologyException} if the broker refuses the first
	 * attempt, or if a queue that other applications must create is missing; callbacks
	 * must not block
	 */
	public CompletableFuture<Void> ended() {
		return this.ended;
	}

	/**
	 * Return how often consuming was restarted.
	 * @return the number of restarts
	 */
	public long restarts() {
		return Math.max(0, this.starts.get() - 1);
	}

	/** Consumes on each new channel. */
	private final class Session implements ChannelCallback {

		@Override
		public Topology topology() {
			return Subscription.this.spec.topology();
		}

		@Override
		public boolean wanted() {
			return Subscription.this.wanted();
		}

		@Override
		public boolean idle() {
			return !consuming();
		}

		/** Several starts may have requested to use the same channel again. */
		@Override
		public void opened(Channel channel) throws IOException {
			QueueConsumer before = consumerOn(channel);
			if (before == null || !before.active()) {
				begin(channel);
			}
		}

		@Override
		public boolean lostByMessage(Channel channel) {
			return Subscription.this.undeliverable.quick();
		}

		private @Nullable QueueConsumer consumerOn(Channel channel) {
			QueueConsumer present = Subscription.this.consumer;
			return (present != null && present.getChannel() == channel) ? present : null;
		}

		private void begin(Channel channel) throws IOException {
			Subscription.this.spec.topology().declare(channel);
			Subscription.this.undeliverable.remove(channel);
			ChannelSettlement settlement = settlement(channel);
			replaceConsumer();
			QueueConsumer created = consume(channel, settlement);
			Subscription.this.consumer = created;
			Subscription.this.starts.incrementAndGet();
			Subscription.this.undeliverable.onTrust(Subscription.this.managedChannel.worker(),
					Subscription.this::restartConsumer);
		}

		private void replaceConsumer() {
			QueueConsumer before = Subscription.this.consumer;
			if (before != null) {
				before.replaced();
			}
		}

		/**
		 * Delivery tags continue when a new consumer starts on an old channel, so the
		 * settlement is kept. Deliveries from Qpid cannot be replaced: its default
		 * exchange takes the name of a queue for that of an exchange if there is one, as
		 * there is for every service.
		 */
		private ChannelSettlement settlement(Channel channel) throws IOException {
			QueueConsumer before = consumerOn(channel);
			if (before != null) {
				return before.settlement();
			}
			Executor acknowledger = Subscription.this.acknowledger;
			if (BrokerProduct.isQpid(channel)) {
				return new ChannelSettlement(channel, acknowledger, null);
			}
			return Subscription.this.spec.replaceable() ? ChannelSettlement.replacing(channel, acknowledger, queue())
					: new ChannelSettlement(channel, acknowledger, queue());
		}

		@Override
		public void lost(Channel channel) {
			QueueConsumer lost = Subscription.this.consumer;
			Subscription.this.undeliverable.lost(channel.getCloseReason(), lost != null && lost.delivered());
			Subscription.this.consumer = null;
			if (lost != null) {
				lost.lost();
			}
		}

		/** Log the refusal if it has ended the subscription, so that nothing retries. */
		@Override
		public void refused(TopologyException cause) {
			boolean before = wanted();
			if ((Subscription.this.starts.get() == 0 || ChannelRefusal.isNotFound(cause))
					&& Subscription.this.ended.completeExceptionally(cause) && before && !wanted()) {
				logger.error("Not receiving from " + source() + ". " + cause.getMessage());
			}
		}

	}

	/** Reacts to events of the consumer on one channel. */
	private final class Watch implements QueueConsumer.Listener {

		private final Channel channel;

		Watch(Channel channel) {
			this.channel = channel;
		}

		@Override
		public void cancelledByBroker() {
			logger.info("The broker has cancelled the consumer of %s; consuming again".formatted(source()));
			Subscription.this.managedChannel.reuseLater(this.channel);
		}

		@Override
		public void limitReached() {
			Subscription.this.ended.complete(null);
			cancel();
		}

	}

}
