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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import com.rabbitmq.client.Channel;
import io.amphora.AmphoraException;
import io.amphora.TopologyException;
import io.amphora.topology.Topology;
import io.amphora.transport.connection.BrokerConnection;
import io.amphora.transport.connection.ChannelCallback;
import io.amphora.transport.connection.ManagedChannel;
import io.amphora.transport.thread.BrokerThread;
import io.amphora.transport.thread.DrainLoop;
import io.amphora.transport.thread.EmptySignal;
import org.jspecify.annotations.Nullable;

/**
 * Publishes messages in the order in which they are passed, and sends each one until the
 * broker has confirmed or returned it. Messages are buffered while disconnected, while
 * the broker blocks publishing, or while the publisher is stopped.
 * <p>
 * Thread-safe, and threads do not wait for each other. A caller sends its own message
 * unless another thread is sending, which then sends it. If so much is unconfirmed that
 * sending might block, the worker sends it. The thread that sends, called the sender,
 * owns the channel, the reading side of the outbox and {@code inUse}.
 *
 * @since 0.1.0
 */
public final class Publisher {

	/** Maximum number of messages that a thread sends before the worker takes over. */
	private static final int SHARE = 256;

	private final BrokerConnection connection;

	private final Consumer<Publisher> onClosed;

	private final Topology topology;

	private final PublishRefusal publishRefusal;

	private final SendBufferLimit limit;

	private final SendBuffer sendBuffer;

	private final Outbox outbox;

	private final NackedMessages nackedMessages;

	private final ManagedChannel managedChannel;

	private final DrainLoop loop;

	private final RejectedMessageFinder finder;

	private final OverdueConfirms overdue;

	/** Created once, because they run for nearly every message. */
	private final BooleanSupplier maySendHere;

	private final BooleanSupplier sendingHere;

	private final BooleanSupplier sending;

	private @Nullable UnconfirmedMessages inUse;

	private volatile @Nullable UnconfirmedMessages latest;

	private final PauseState pauseState = new PauseState();

	private volatile @Nullable AmphoraException closed;

	private final EmptySignal allConfirmed = new EmptySignal(this::allSentIsConfirmed);

	private volatile Runnable onLost = () -> {
	};

	Publisher(String name, BrokerConnection connection, Topology topology, SendBufferLimit limit,
			PublishRefusal.Use use, Consumer<Publisher> onClosed) {
		this.connection = connection;
		this.onClosed = onClosed;
		this.topology = topology;
		this.publishRefusal = new PublishRefusal(name, connection, use, topology.checkedExchanges());
		this.finder = new RejectedMessageFinder(this.publishRefusal);
		this.limit = limit;
		this.outbox = new Outbox(limit);
		this.maySendHere = () -> !BrokerThread.isCurrent() && isRead();
		this.sendingHere = () -> sendWaiting(true);
		this.sending = () -> sendWaiting(false);
		this.managedChannel = connection.managedChannel(name, use.channelUse(), new Session());
		this.sendBuffer = new SendBuffer(limit, this.managedChannel.worker());
		this.loop = new DrainLoop(name + ", sending",
				(onCallerThread) -> BrokerThread.test(onCallerThread ? this.sendingHere : this.sending),
				this.managedChannel.worker());
		this.nackedMessages = new NackedMessages(this.managedChannel.worker(), (message) -> {
			this.outbox.addAgain(message);
			flush();
		});
		this.overdue = new OverdueConfirms(this.managedChannel.worker(), () -> this.latest, (message) -> {
			this.outbox.drop(message);
			settled();
		});
	}

	/**
	 * Publish a message with {@linkplain #sendBuffer() reserved} room as soon as
	 * possible. The message is notified of its outcome.
	 */
	public void publishReserved(OutgoingMessage message) {
		this.outbox.add(message);
		flush();
	}

	/** Publish a message regardless of the limit. */
	public void publish(OutgoingMessage message) {
		enqueue(message);
		flush();
	}

	/** Queue a message regardless of the limit, without sending it yet. */
	public void enqueue(OutgoingMessage message) {
		this.limit.take(message.count(), message.size());
		this.outbox.add(message);
	}

	/**
	 * Return the buffer in which room is reserved for messages that are
	 * {@linkplain #publishReserved published} later, alone or as part of another one.
	 */
	public SendBuffer sendBuffer() {
		return this.sendBuffer;
	}

	/** Queue messages with reserved {@linkplain #sendBuffer() room}, all or none. */
	public void enqueueReserved(List<OutgoingMessage> messages) {
		this.outbox.addAll(messages);
	}

	/**
	 * Set a listener for lost channels.
	 * @param listener called before the next channel is opened; must not block
	 */
	public void onLost(Runnable listener) {
		this.onLost = listener;
	}

	/**
	 * Start to send. Does not block: the worker sends the buffered messages.
	 * @return a future that completes when the channel is open; exceptionally with a
	 * {@link TopologyException} if the broker refuses it, in which case retries continue
	 */
	public CompletableFuture<Void> start() {
		this.publishRefusal.forget();
		this.pauseState.start();
		this.loop.request();
		return this.managedChannel.start();
	}

	/** Return a future that completes when the channel is open, even after refusals. */
	public CompletableFuture<Void> opened() {
		return this.managedChannel.inUse();
	}

	/** Buffer messages from now on. Sent ones can still be confirmed. */
	public void pause() {
		this.pauseState.pause();
		this.loop.request();
	}

	/**
	 * Pause, and close the channel once all sent messages are confirmed.
	 * @param patience maximum time to wait for confirms; unconfirmed messages are sent
	 * again after the next start
	 * @return a future that completes when the channel is closed
	 */
	public CompletableFuture<Void> stop(Duration patience) {
		int before = this.pauseState.starts();
		pause();
		return this.allConfirmed.await(patience)
			.thenCompose((ignored) -> this.managedChannel.stop(() -> this.pauseState.starts() != before));
	}

	/**
	 * Stop at once and give up buffered messages.
	 * @param reason the failure that the messages are notified of
	 */
	public void close(AmphoraException reason) {
		this.closed = reason;
		pause();
		this.onClosed.accept(this);
		this.managedChannel.close();
		this.nackedMessages.close();
		this.limit.lift();
		this.publishRefusal.close();
		flush();
	}

	/** Return whether messages are buffered until the next {@link #start()}. */
	public boolean paused() {
		return !this.pauseState.started();
	}

	/** Return the number of buffered and unconfirmed messages. */
	public int held() {
		return this.limit.count();
	}

	/** Return whether there is a channel, so that messages are sent at once. */
	public boolean connected() {
		return this.latest != null;
	}

	/** Return why the broker refused the last attempt to send or declare, if it did. */
	public @Nullable TopologyException refusal() {
		return this.publishRefusal.or(this.managedChannel.refusal());
	}

	private boolean allSentIsConfirmed() {
		UnconfirmedMessages unconfirmed = this.latest;
		return unconfirmed == null || (this.pauseState.isOver() && unconfirmed.isEmpty());
	}

	/** Send queued messages. One of several concurrent threads sends those of all. */
	public void flush() {
		this.loop.request(this.maySendHere);
	}

	private boolean isRead() {
		return this.limit.isBelow(SendBufferLimit.UNREAD) && !this.overdue.areUnread();
	}

	private boolean sendWaiting(boolean onCallerThread) {
		int before = this.pauseState.pauses();
		boolean done = sendUntilPaused(onCallerThread);
		if (this.pauseState.seen(before)) {
			this.allConfirmed.check();
		}
		return done;
	}

	private boolean sendUntilPaused(boolean onCallerThread) {
		UnconfirmedMessages unconfirmed = adoptChannel();
		AmphoraException reason = reasonToGiveUp(unconfirmed != null);
		if (reason != null) {
			this.outbox.giveUp(reason);
			return true;
		}
		for (int i = 0; unconfirmed != null && mayUse(unconfirmed); i++) {
			BufferedMessage next = (i < SHARE) ? this.outbox.next((message) -> this.finder.allow(message, unconfirmed))
					: null;
			if (next == null) {
				return i < SHARE;
			}
			if (onCallerThread && !isRead()) {
				this.outbox.putBack(next);
				return false;
			}
			send(unconfirmed, next);
		}
		return true;
	}

	private @Nullable AmphoraException reasonToGiveUp(boolean connected) {
		return (this.closed != null) ? this.closed
				: this.publishRefusal.reasonToGiveUp(connected ? null : this.managedChannel.refusal());
	}

	private boolean mayUse(UnconfirmedMessages unconfirmed) {
		return unconfirmed.usable() && this.pauseState.started() && !this.connection.blocked()
				&& this.finder.allow(unconfirmed);
	}

	private @Nullable UnconfirmedMessages adoptChannel() {
		UnconfirmedMessages newest = this.latest;
		UnconfirmedMessages before = this.inUse;
		if (newest != before) {
			this.inUse = newest;
			if (before != null) {
				this.outbox.putBack(this.finder.examine(before, this.outbox));
			}
		}
		return newest;
	}

	/** Suspects are sent one at a time, so the next one may be sent now. */
	private void settled() {
		if (this.finder.hasSuspects()) {
			flush();
		}
		this.allConfirmed.check();
	}

	private void send(UnconfirmedMessages unconfirmed, BufferedMessage message) {
		this.finder.sent();
		try {
			unconfirmed.send(message);
		}
		finally {
			if (unconfirmed.usable()) {
				this.overdue.watch();
			}
			else {
				this.managedChannel.reopen(unconfirmed.channel());
			}
		}
	}

	/**
	 * Forwards events of the channel to the sender.
	 */
	private final class Session implements ChannelCallback, UnconfirmedMessages.Listener {

		@Override
		public Topology topology() {
			return Publisher.this.topology;
		}

		@Override
		public void opened(Channel channel) throws IOException {
			Publisher.this.topology.declare(channel);
			Publisher.this.latest = new UnconfirmedMessages(channel, this);
			flush();
		}

		@Override
		public boolean lostByMessage(Channel channel) {
			UnconfirmedMessages unconfirmed = Publisher.this.latest;
			return unconfirmed != null && unconfirmed.refusal() != null;
		}

		@Override
		public void lost(Channel channel) {
			Publisher.this.latest = null;
			Publisher.this.onLost.run();
			flush();
			Publisher.this.allConfirmed.check();
		}

		@Override
		public void refused(TopologyException cause) {
			flush();
		}

		@Override
		public void unwanted(BufferedMessage message) {
			Publisher.this.outbox.release(message);
		}

		@Override
		public void unsendable(BufferedMessage message, Throwable cause) {
			if (cause instanceof Error error && message.tryAgain()) {
				Publisher.this.outbox.putBack(message);
				throw error;
			}
			Publisher.this.outbox.unsendable(message, cause);
		}

		@Override
		public void confirmed(BufferedMessage message) {
			Publisher.this.outbox.release(message);
			Publisher.this.publishRefusal.confirmed();
			message.confirmed();
			settled();
		}

		@Override
		public void nacked(BufferedMessage message) {
			Publisher.this.nackedMessages.add(message);
			settled();
		}

		@Override
		public @Nullable BufferedMessage findNacked(String messageId, String routingKey) {
			return Publisher.this.nackedMessages.find(messageId, routingKey);
		}

	}

}
