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
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.transport.thread.DrainLoop;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Acknowledges and rejects the deliveries of one channel. Callers only leave a note; the
 * acknowledger thread writes to the broker, with one acknowledgement for all deliveries
 * up to the first one that is still open. {@link #loop} owns {@link #window}.
 */
final class ChannelSettlement implements Delivery.Settler {

	private static final Log logger = LogFactory.getLog(ChannelSettlement.class);

	private final Channel channel;

	private final Queue<BooleanSupplier> notes = new ConcurrentLinkedQueue<>();

	private final DrainLoop loop;

	private final AtomicInteger open = new AtomicInteger();

	private final AckWindow window = new AckWindow();

	private volatile Runnable onSettled = ChannelSettlement::nothing;

	private final @Nullable String queue;

	private final @Nullable RequeuedCopies requeuedCopies;

	/**
	 * Create a settlement of deliveries that cannot be replaced.
	 * @param channel the channel
	 * @param acknowledger runs all writes to the channel
	 * @param queue the queue that the deliveries come from, if the default exchange
	 * routes its name to it
	 */
	ChannelSettlement(Channel channel, Executor acknowledger, @Nullable String queue) {
		this.channel = channel;
		this.loop = new DrainLoop("acknowledgements", this::write, acknowledger);
		this.queue = queue;
		this.requeuedCopies = null;
	}

	private ChannelSettlement(String queue, Channel channel, Executor acknowledger) throws IOException {
		this.channel = channel;
		this.loop = new DrainLoop("acknowledgements", this::write, acknowledger);
		this.queue = queue;
		this.requeuedCopies = new RequeuedCopies(queue, channel, this::replacing);
	}

	/**
	 * Create a settlement of deliveries that can be replaced.
	 * @param channel the channel
	 * @param acknowledger runs all writes to the channel
	 * @param queue the queue that the deliveries come from
	 */
	static ChannelSettlement replacing(Channel channel, Executor acknowledger, String queue) throws IOException {
		return new ChannelSettlement(queue, channel, acknowledger);
	}

	/**
	 * Set the listener that is called on the acknowledger thread after notes are
	 * processed.
	 */
	void onSettled(Runnable listener) {
		this.onSettled = listener;
	}

	/** Count one more delivery to settle. */
	void delivered() {
		this.open.incrementAndGet();
	}

	int open() {
		return this.open.get();
	}

	/**
	 * Wait for deliveries that are being replaced.
	 * @return a future that completes when they are settled, or when the time is over
	 */
	CompletableFuture<Void> replaced(Duration patience) {
		return (this.requeuedCopies != null) ? this.requeuedCopies.finished(patience)
				: CompletableFuture.completedFuture(null);
	}

	@Override
	public void acknowledge(long deliveryTag) {
		leave(() -> {
			this.window.acknowledged(deliveryTag);
			return true;
		});
	}

	@Override
	public void reject(long deliveryTag, boolean requeue) {
		leave(() -> {
			this.window.rejected(deliveryTag);
			carryOut(() -> this.channel.basicReject(deliveryTag, requeue));
			return true;
		});
	}

	@Override
	public boolean lost() {
		return !this.channel.isOpen();
	}

	@Override
	public @Nullable String queue() {
		return this.queue;
	}

	@Override
	public boolean replaces() {
		return this.requeuedCopies != null && this.requeuedCopies.usable();
	}

	@Override
	public void replace(long deliveryTag, BasicProperties properties, byte[] body, Runnable done, Runnable impossible,
			Runnable refused) {
		if (this.requeuedCopies == null) {
			throw new UnsupportedOperationException("This consumer does not replace deliveries");
		}
		this.requeuedCopies.replace(new RequeuedCopies.Copy(deliveryTag, properties, body, done, impossible, refused));
	}

	private void replacing(long deliveryTag, BooleanSupplier action) {
		leave(() -> {
			boolean settled = action.getAsBoolean();
			if (settled) {
				this.window.rejected(deliveryTag);
			}
			return settled;
		});
	}

	private void leave(BooleanSupplier note) {
		this.notes.add(note);
		this.loop.request();
	}

	private boolean write(boolean onCallerThread) {
		int settled = 0;
		try {
			for (BooleanSupplier note = this.notes.poll(); note != null; note = this.notes.poll()) {
				settled += process(note) ? 1 : 0;
			}
			acknowledgeWindow();
		}
		finally {
			this.open.addAndGet(-settled);
			this.onSettled.run();
		}
		return true;
	}

	/**
	 * A note returns whether its delivery is settled, or lost with the channel. There is
	 * no point in waiting for one that fails: the broker delivers its message again after
	 * the end of the channel.
	 */
	private static boolean process(BooleanSupplier note) {
		try {
			return note.getAsBoolean();
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A delivery stays unsettled until its channel is closed", ex);
			return true;
		}
	}

	/**
	 * Retry once if a write fails without a lost channel. If the first one took effect
	 * after all, the broker closes the channel and redelivers unsettled messages.
	 */
	private static void carryOut(ChannelWrite write) {
		try {
			write.run();
		}
		catch (IOException | ShutdownSignalException ex) {
			channelIsGone(ex);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "Failed to settle a delivery; retrying once", ex);
			carryOutAgain(write);
		}
	}

	private static void carryOutAgain(ChannelWrite write) {
		try {
			write.run();
		}
		catch (IOException | ShutdownSignalException ex) {
			channelIsGone(ex);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "Failed to settle a delivery", ex);
		}
	}

	private static void channelIsGone(Exception cause) {
		logger.debug("Channel is lost; the broker redelivers unsettled messages", cause);
	}

	private void acknowledgeWindow() {
		long upTo = this.window.advance();
		if (upTo > 0) {
			carryOut(() -> this.channel.basicAck(upTo, true));
		}
		for (long tag : this.window.takeSingles()) {
			carryOut(() -> this.channel.basicAck(tag, false));
		}
	}

	private static void nothing() {
		// no listener is set
	}

	private interface ChannelWrite {

		void run() throws IOException;

	}

}
