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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.logging.WarningLimit;
import io.amphora.transport.connection.BrokerErrors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Removes messages that the broker cannot deliver from a queue. RabbitMQ 4 accepts some
 * messages of AMQP 1.0 that it cannot convert for the consumers of AMQP 0-9-1: it closes
 * the connection with an internal error and requeues the message, so the next connection
 * meets it again. After several such losses, messages are consumed one by one. If a
 * connection is lost before it has delivered any, the first message is requested on a
 * separate connection. If that is lost as well, the message is requested once more
 * without acknowledgement, which removes it. The worker thread of a channel owns the
 * fields.
 */
final class UndeliverableMessages {

	private static final Log logger = LogFactory.getLog(UndeliverableMessages.class);

	/** Connections that are lost in a row before a message is suspected. */
	private static final int SUSPICIOUS = 3;

	/** Connections that are lost in a row before there are delays between them. */
	private static final int QUICK = 20;

	/** How long messages are suspected after the last loss. */
	private static final Duration SUSPICION = Duration.ofSeconds(30);

	/** Maximum number of messages that are removed before the queue is consumed again. */
	private static final int MAX_REMOVED = 100;

	private static final Duration PATIENCE = Duration.ofSeconds(5);

	private final String queue;

	private final Connections connections;

	private final WarningLimit warnings = new WarningLimit();

	private int losses;

	/** Whether the last connection was lost before it delivered a message. */
	private boolean first;

	/** When the last connection was lost; valid if any was. */
	private long lostAt;

	UndeliverableMessages(String queue, Connections connections) {
		this.queue = queue;
		this.connections = connections;
	}

	/**
	 * Record that a channel of the queue is lost.
	 * @param reason why it is lost
	 * @param delivered whether it has delivered a message
	 */
	void lost(@Nullable ShutdownSignalException reason, boolean delivered) {
		if (reason == null || !BrokerErrors.isInternalError(reason)) {
			return;
		}
		this.losses = (this.losses > 0 && sinceLoss().compareTo(SUSPICION) < 0) ? this.losses + 1 : 1;
		this.lostAt = System.nanoTime();
		this.first = !delivered;
	}

	private Duration sinceLoss() {
		return Duration.ofNanos(System.nanoTime() - this.lostAt);
	}

	/**
	 * Return whether the queue may contain such a message. Its messages should then be
	 * consumed one by one, because all that are being delivered are requeued with it.
	 */
	boolean suspected() {
		return this.losses >= SUSPICIOUS && sinceLoss().compareTo(SUSPICION) < 0;
	}

	/** Schedule an action for the end of the suspicion, if there is one. */
	void onTrust(ScheduledExecutorService worker, Runnable action) {
		if (suspected()) {
			worker.schedule(action, SUSPICION.toMillis(), TimeUnit.MILLISECONDS);
		}
	}

	/** Return whether to consume again without a delay. */
	boolean quick() {
		return suspected() && this.losses <= QUICK;
	}

	/**
	 * Remove such messages from the head of the queue, if there may be any. A quorum
	 * queue delivers requeued messages in the order in which they were requeued.
	 */
	void remove(Channel channel) {
		// the broker deletes a queue that it has named with the connection
		if (!suspected() || !this.first || this.queue.isEmpty()) {
			return;
		}
		try {
			int removed = 0;
			while (removed < MAX_REMOVED && channel.messageCount(this.queue) > 0 && closesConnection(channel)
					&& removeFirst(channel)) {
				removed++;
				this.losses = 0;
				this.warnings
					.warn(logger, this.queue, ("Removed a message from queue '%s' that the broker cannot deliver:"
							+ " the broker closes the connection with an internal error. It was probably published with"
							+ " AMQP 1.0.")
						.formatted(this.queue));
			}
		}
		catch (IOException | TimeoutException | RuntimeException ex) {
			logger.debug("Queue '" + this.queue + "' cannot be searched for undeliverable messages", ex);
		}
	}

	/** Return whether the connection is lost that requests the first message. */
	private boolean closesConnection(Channel channel) throws IOException, TimeoutException {
		Connection separate = this.connections.open(channel);
		if (separate == null) {
			return false;
		}
		try {
			separate.createChannel().basicGet(this.queue, false);
			return false;
		}
		catch (IOException | ShutdownSignalException ex) {
			return BrokerErrors.isInternalError(ex);
		}
		finally {
			separate.abort((int) PATIENCE.toMillis());
		}
	}

	/**
	 * Remove the first message by requesting it without acknowledgement. If that is
	 * another one meanwhile, because several servers share the queue, it is put back.
	 */
	private boolean removeFirst(Channel channel) throws IOException, TimeoutException {
		Connection separate = this.connections.open(channel);
		if (separate == null) {
			return false;
		}
		GetResponse other = null;
		try {
			Channel removal = separate.createChannel();
			removal.confirmSelect();
			other = removal.basicGet(this.queue, true);
			if (other != null) {
				removal.basicPublish("", this.queue, other.getProps(), other.getBody());
				removal.waitForConfirmsOrDie(PATIENCE.toMillis());
			}
			return false;
		}
		catch (IOException | ShutdownSignalException ex) {
			return other == null && BrokerErrors.isInternalError(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
		finally {
			separate.abort((int) PATIENCE.toMillis());
		}
	}

	/** Opens connections that may be lost without affecting others. */
	@FunctionalInterface
	interface Connections {

		/**
		 * Open a connection to the node of a channel.
		 * @return the connection, or {@code null} if the connection factory does not
		 * support it
		 */
		@Nullable Connection open(Channel channel) throws IOException, TimeoutException;

	}

}
