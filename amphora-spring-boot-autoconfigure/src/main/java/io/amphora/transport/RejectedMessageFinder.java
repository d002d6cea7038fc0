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
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the message that makes the broker close the channel, for instance because it is
 * too large, or the connection, because the broker cannot handle it. If sent again, it
 * would close the next one, too. After such a close, the unconfirmed messages are sent
 * one at a time, so that the next close identifies the message. A connection may also be
 * lost for other reasons, so it must be lost several times in a row, each time soon after
 * the same message was sent. Owned by the sender; other threads may only call
 * {@link #hasSuspects()}.
 */
final class RejectedMessageFinder {

	/**
	 * Number of losses in a row, with the same first unconfirmed message, after which
	 * that message is suspected.
	 */
	private static final int LOSSES = 3;

	/** The same for a message that may close the connection. */
	private static final int FEWER_LOSSES = 2;

	/** A broker that cannot handle a message fails soon. */
	private static final Duration SOON = Duration.ofSeconds(10);

	private final PublishRefusal publishRefusal;

	private volatile int left;

	private @Nullable BufferedMessage first;

	private int losses;

	/**
	 * Create without suspected messages.
	 * @param publishRefusal remembers that all messages are refused
	 */
	RejectedMessageFinder(PublishRefusal publishRefusal) {
		this.publishRefusal = publishRefusal;
	}

	/**
	 * Examine the unconfirmed messages of a lost channel.
	 * @param lost the messages of the channel
	 * @param outbox gives up the message that was found
	 * @return the messages to send again
	 */
	List<BufferedMessage> examine(UnconfirmedMessages lost, Outbox outbox) {
		List<BufferedMessage> unconfirmed = lost.takeAll();
		String refusal = lost.refusal();
		if (refusal == null) {
			return lost.failed() ? examineLoss(unconfirmed, outbox) : unconfirmed;
		}
		if (this.publishRefusal.examine(lost)) {
			isolateNext();
			if (unconfirmed.size() == 1) {
				unconfirmed.get(0).message().notSent();
			}
			return unconfirmed;
		}
		if (unconfirmed.size() == 1) {
			this.left = 0;
			outbox.refused(unconfirmed.get(0), refusal);
			return List.of();
		}
		this.left = unconfirmed.size();
		return unconfirmed;
	}

	private List<BufferedMessage> examineLoss(List<BufferedMessage> unconfirmed, Outbox outbox) {
		BufferedMessage oldest = unconfirmed.isEmpty() ? null : unconfirmed.get(0);
		if (oldest == null || System.nanoTime() - oldest.sentAt() > SOON.toNanos()) {
			this.first = null;
			return unconfirmed;
		}
		this.losses = (oldest == this.first) ? this.losses + 1 : 1;
		this.first = oldest;
		if (unconfirmed.size() == 1 && this.losses >= (oldest.message().mayCloseConnection() ? FEWER_LOSSES : LOSSES)) {
			this.left = 0;
			this.first = null;
			outbox.closedConnection(oldest);
			return List.of();
		}
		if (unconfirmed.size() == 1) {
			isolateNext();
		}
		else if (this.losses >= LOSSES) {
			this.left = unconfirmed.size();
		}
		return unconfirmed;
	}

	boolean hasSuspects() {
		return this.left > 0;
	}

	/** Return whether any message may be sent now. */
	boolean allow(UnconfirmedMessages unconfirmed) {
		return !hasSuspects() || unconfirmed.isEmpty();
	}

	/**
	 * Return whether this message may be sent now. If it may close the connection, the
	 * next one waits for it.
	 */
	boolean allow(BufferedMessage buffered, UnconfirmedMessages unconfirmed) {
		if (!buffered.message().mayCloseConnection()) {
			return true;
		}
		isolateNext();
		return unconfirmed.isEmpty();
	}

	/** The next message is sent alone, so the one after it must wait. */
	private void isolateNext() {
		this.left = Math.max(this.left, 2);
	}

	void sent() {
		this.left = Math.max(0, this.left - 1);
	}

}
