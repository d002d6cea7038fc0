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
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.transport.protection.ContentHeader;
import io.amphora.transport.thread.BrokerThread;
import io.amphora.transport.thread.EmptySignal;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Replaces deliveries with copies. The original is acknowledged after the broker has
 * confirmed the copy, so the broker always has at least one of the two messages. The loop
 * of the {@link ChannelSettlement} does all writes and adds to the maps; the connection's
 * thread takes from them.
 */
final class RequeuedCopies implements ConfirmListener {

	private static final Log logger = LogFactory.getLog(RequeuedCopies.class);

	/** Matches no queue, because queue names are not empty. */
	private static final String NOWHERE = "";

	private static final byte[] NOTHING = new byte[0];

	private final String queue;

	private final Channel channel;

	private final Loop loop;

	/**
	 * Copies that the broker has neither confirmed nor refused, by the numbers of their
	 * confirms.
	 */
	private final NavigableMap<Long, Copy> unconfirmed = new ConcurrentSkipListMap<>();

	/** Copies whose originals may still be unsettled on the broker, by marker. */
	private final NavigableMap<Long, Copy> unsettled = new ConcurrentSkipListMap<>();

	/** All copies that are not {@linkplain #finish finished}. */
	private final Set<Copy> open = ConcurrentHashMap.newKeySet();

	private final EmptySignal emptySignal = new EmptySignal(this.open::isEmpty);

	/**
	 * Number of published messages; the Java client also counts messages that it could
	 * not write. Owned by the loop of the {@link ChannelSettlement}.
	 */
	private long published;

	/** Whether an error has made {@link #published} unreliable. */
	private volatile boolean uncertain;

	/**
	 * Prepare a channel.
	 * @param queue the queue that the deliveries come from
	 * @param channel the channel
	 * @param loop runs all writes to the channel
	 */
	RequeuedCopies(String queue, Channel channel, Loop loop) throws IOException {
		this.queue = queue;
		this.channel = channel;
		this.loop = loop;
		channel.addConfirmListener(this);
		channel.confirmSelect();
		channel.addShutdownListener((cause) -> this.open.forEach(this::finish));
	}

	/**
	 * Wait until no original of a published copy is unsettled: if the channel were closed
	 * now, a function might run for both.
	 * @return a future that completes when all copies are finished, or when the time is
	 * over
	 */
	CompletableFuture<Void> finished(Duration patience) {
		return this.emptySignal.await(patience);
	}

	/** Return whether copies can be published over the channel. */
	boolean usable() {
		return !this.uncertain;
	}

	/**
	 * Publish a copy. Later, it is finished or the delivery is settled in another way.
	 */
	void replace(Copy copy) {
		this.open.add(copy);
		this.loop.run(copy.deliveryTag(), () -> publish(copy));
	}

	private boolean publish(Copy copy) {
		if (!this.open.contains(copy)) {
			return true;
		}
		try {
			write(copy);
			return false;
		}
		catch (IOException | ShutdownSignalException ex) {
			logger.debug("Channel is lost; the broker redelivers unsettled messages", ex);
			finish(copy);
			return true;
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A copy could not be written; its original is settled otherwise", ex);
			finishWithoutCopy(copy, copy.impossible());
			return false;
		}
	}

	/** Settle a delivery in another way, unless it was lost with the channel. */
	private void finishWithoutCopy(Copy copy, Runnable otherwise) {
		if (this.open.remove(copy)) {
			this.emptySignal.check();
			run(otherwise);
		}
	}

	/** The Java client checks the whole message before it writes any of it. */
	private void write(Copy copy) throws IOException {
		if (this.uncertain) {
			throw new IllegalStateException("The confirms of the channel can no longer be matched to messages");
		}
		if (!ContentHeader.isReadable(copy.properties())) {
			throw new IllegalArgumentException("The headers of the copy are more than servers read");
		}
		long confirm = this.published + 1;
		this.unconfirmed.put(confirm, copy);
		try {
			this.channel.basicPublish("", this.queue, copy.properties(), copy.body());
			this.published = confirm;
		}
		catch (Throwable ex) {
			if (ex instanceof Error) {
				this.uncertain = true;
			}
			this.unconfirmed.remove(confirm);
			throw ex;
		}
	}

	@Override
	public void handleAck(long confirm, boolean multiple) {
		take(this.unconfirmed, confirm, multiple, (copy) -> this.loop.run(copy.deliveryTag(), () -> acknowledge(copy)));
		take(this.unsettled, confirm, multiple, this::finish);
	}

	@Override
	public void handleNack(long confirm, boolean multiple) {
		take(this.unconfirmed, confirm, multiple, (copy) -> this.loop.run(copy.deliveryTag(), () -> refuse(copy)));
		take(this.unsettled, confirm, multiple, this::finish);
	}

	/**
	 * The original still counts towards the prefetch, so it must not wait until the queue
	 * has room.
	 */
	private boolean refuse(Copy copy) {
		finishWithoutCopy(copy, copy.refused());
		return false;
	}

	private static void take(NavigableMap<Long, Copy> copies, long confirm, boolean multiple, Consumer<Copy> action) {
		Map<Long, Copy> taken = copies.subMap(multiple ? 0 : confirm, true, confirm, true);
		taken.keySet().forEach((key) -> {
			Copy copy = copies.remove(key);
			if (copy != null) {
				action.accept(copy);
			}
		});
	}

	/**
	 * Acknowledge the original, and then publish a message that matches no queue. If the
	 * process dies just then, the last bytes that it has sent may be lost, so the copy is
	 * finished once the broker has confirmed that message. An RPC would have the same
	 * effect, but the Java client forgets one that is queued while another thread closes
	 * the channel.
	 */
	private boolean acknowledge(Copy copy) {
		if (!this.open.contains(copy)) {
			return false;
		}
		long marker = this.published + 1;
		this.unsettled.put(marker, copy);
		try {
			this.channel.basicAck(copy.deliveryTag(), false);
			mark(marker, copy);
		}
		catch (IOException | ShutdownSignalException ex) {
			logger.debug("Channel is lost; the broker redelivers a message although its copy was published", ex);
			forget(marker, copy);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A message whose copy was published may be redelivered", ex);
			this.uncertain = true;
			forget(marker, copy);
		}
		return true;
	}

	private void mark(long marker, Copy copy) throws IOException {
		if (this.uncertain) {
			forget(marker, copy);
			return;
		}
		this.channel.basicPublish("", NOWHERE, null, NOTHING);
		this.published = marker;
	}

	private void forget(long marker, Copy copy) {
		this.unsettled.remove(marker);
		finish(copy);
	}

	/** Each copy is reported once, by the thread that removes it from the set. */
	private void finish(Copy copy) {
		if (this.open.remove(copy)) {
			run(copy.done());
			this.emptySignal.check();
		}
	}

	private static void run(Runnable action) {
		try {
			BrokerThread.run(action);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A replaced delivery could not be reported", ex);
		}
	}

	/**
	 * Runs actions that write to the channel, one at a time. An action returns whether
	 * its delivery is settled, or lost with the channel.
	 */
	interface Loop {

		void run(long deliveryTag, BooleanSupplier action);

	}

	/**
	 * A copy that replaces a delivery in its queue.
	 *
	 * @param deliveryTag the delivery tag of the original
	 * @param properties the properties of the copy
	 * @param body the body of the copy
	 * @param done run once the original is settled, or the channel is lost
	 * @param impossible run instead if the copy cannot be written
	 * @param refused run instead if the queue does not accept the copy for now
	 */
	record Copy(long deliveryTag, BasicProperties properties, byte[] body, Runnable done, Runnable impossible,
			Runnable refused) {

	}

}
