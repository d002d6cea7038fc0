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

import java.time.Duration;
import java.util.Set;

import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.TopologyException;
import io.amphora.transport.connection.BrokerConnection;
import io.amphora.transport.connection.BrokerErrors;
import io.amphora.transport.connection.ChannelUse;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Remembers that the user of a connection must not publish to the exchange of a
 * publisher. All messages would close the channel, so they fail without being sent until
 * the next one is tried. Thread-safe: the sender sets the refusal, and the connection's
 * thread or the thread that starts the publisher forgets it.
 */
final class PublishRefusal {

	private static final Log logger = LogFactory.getLog(PublishRefusal.class);

	private final String publisher;

	private final BrokerConnection connection;

	private final Duration interval;

	private final Use use;

	private final Set<String> checkedExchanges;

	private volatile @Nullable Refused last;

	private volatile boolean closed;

	/**
	 * Create without a refusal.
	 * @param publisher the name of the publisher in logs
	 * @param connection the connection of the publisher
	 * @param use what the publisher is used for
	 * @param checkedExchanges the exchanges for which each new channel checks the
	 * permission
	 */
	PublishRefusal(String publisher, BrokerConnection connection, Use use, Set<String> checkedExchanges) {
		this.publisher = publisher;
		this.connection = connection;
		this.use = use;
		this.checkedExchanges = checkedExchanges;
		this.interval = connection.refusalInterval();
	}

	/**
	 * Remember the refusal with which the broker has closed a channel.
	 * @param lost the messages of the channel
	 * @return {@code false} if the channel was closed for another reason
	 */
	boolean examine(UnconfirmedMessages lost) {
		ShutdownSignalException signal = lost.channel().getCloseReason();
		return signal != null && (this.use.failsMessages() ? remember(signal) : isChecked(signal));
	}

	/** Messages are buffered, because the broker refuses the next channel as well. */
	private boolean isChecked(ShutdownSignalException signal) {
		return this.checkedExchanges.stream().anyMatch((exchange) -> BrokerErrors.refusesPublishing(signal, exchange));
	}

	private boolean remember(ShutdownSignalException signal) {
		TopologyException refusal = BrokerErrors.ofPublishing(signal);
		if (refusal == null) {
			return false;
		}
		this.last = new Refused(refusal, System.nanoTime());
		log(signal, refusal);
		if (this.closed) {
			forget();
		}
		return true;
	}

	private void log(ShutdownSignalException signal, TopologyException refusal) {
		try {
			this.connection.logRefusal(this, this.publisher, this.use.channelUse(), signal, refusal);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "The refusal of publisher '" + this.publisher + "' could not be logged", ex);
		}
	}

	/** Forget the refusal, because the broker has confirmed a message. */
	void confirmed() {
		if (this.last != null) {
			forget();
		}
	}

	/** Forget the refusal, and any later one. */
	void close() {
		this.closed = true;
		forget();
	}

	/** Forget the refusal, so that messages are sent. */
	void forget() {
		this.last = null;
		this.connection.forgetRefusal(this);
	}

	/** Return the refusal of the channel, or else that of messages. */
	@Nullable TopologyException or(@Nullable TopologyException refusalOfChannel) {
		return (refusalOfChannel != null) ? refusalOfChannel : current();
	}

	/** Return why waiting messages fail, or {@code null} if they wait or may be sent. */
	@Nullable TopologyException reasonToGiveUp(@Nullable TopologyException refusalOfChannel) {
		return this.use.failsMessages() ? or(refusalOfChannel) : null;
	}

	private @Nullable TopologyException current() {
		Refused refused = this.last;
		return (refused != null && System.nanoTime() - refused.at() < this.interval.toNanos()) ? refused.cause() : null;
	}

	/**
	 * A refusal.
	 *
	 * @param cause the refusal
	 * @param at when the message was refused
	 */
	private record Refused(TopologyException cause, long at) {

	}

	/**
	 * What a publisher is used for.
	 */
	enum Use {

		/** Requests of many callers, which fail while the broker refuses them. */
		REQUESTS(ChannelUse.ESSENTIAL, true),

		/** Replies, which are buffered while the broker refuses them. */
		REPLIES(ChannelUse.ESSENTIAL, false),

		/** The requests of a single operation, which fails if the broker refuses them. */
		OPERATION(ChannelUse.OPERATION, true);

		private final ChannelUse channelUse;

		private final boolean failsMessages;

		Use(ChannelUse channelUse, boolean failsMessages) {
			this.channelUse = channelUse;
			this.failsMessages = failsMessages;
		}

		/** Return what depends on the channel of the publisher. */
		ChannelUse channelUse() {
			return this.channelUse;
		}

		/**
		 * Return whether messages fail while they are refused; otherwise, only a message
		 * that closes the channel fails.
		 */
		boolean failsMessages() {
			return this.failsMessages;
		}

	}

}
