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

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import io.amphora.AmphoraException;
import io.amphora.NoResultException;
import io.amphora.WrongRequestException;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A message that a {@link Publisher} has accepted, and its outcome so far. The
 * connection's thread writes {@link #returned} and {@link #refusals}; the sender writes
 * {@link #sentAt}. Exceptions that a message throws when its outcome is reported are
 * logged.
 */
final class BufferedMessage {

	private static final Log logger = LogFactory.getLog(BufferedMessage.class);

	/** Updaters save an object for each ending of each message. */
	private static final AtomicIntegerFieldUpdater<BufferedMessage> ENDINGS = AtomicIntegerFieldUpdater
		.newUpdater(BufferedMessage.class, "endings");

	private static final AtomicIntegerFieldUpdater<BufferedMessage> RELEASED_COUNT = AtomicIntegerFieldUpdater
		.newUpdater(BufferedMessage.class, "releasedCount");

	private static final AtomicIntegerFieldUpdater<BufferedMessage> RELEASED_SIZE = AtomicIntegerFieldUpdater
		.newUpdater(BufferedMessage.class, "releasedSize");

	private static final int RELEASED = 1;

	private static final int DROPPED = 2;

	private final OutgoingMessage message;

	private volatile boolean returned;

	private volatile int refusals;

	private volatile long sentAt;

	/** Written by the thread that puts it in line and by the sender that takes it. */
	private volatile boolean waiting;

	/** Bits that any thread sets atomically. */
	private volatile int endings;

	private volatile int releasedCount;

	private volatile int releasedSize;

	/** Owned by the sender. */
	private boolean triedAgain;

	BufferedMessage(OutgoingMessage message) {
		this.message = message;
	}

	OutgoingMessage message() {
		return this.message;
	}

	/** Return whether it waits to be sent and is neither in flight nor dropped. */
	boolean waiting() {
		return this.waiting;
	}

	void waits(boolean waits) {
		this.waiting = waits;
	}

	/**
	 * Mark its room as released.
	 * @return {@code false} if that was done before
	 */
	boolean release() {
		return isFirst(RELEASED);
	}

	/**
	 * Mark the room of some of its messages as released.
	 * @param count how many of them have released their room altogether
	 * @return how many have not done so before
	 */
	int releaseCount(int count) {
		return count - Math.min(count, RELEASED_COUNT.getAndAccumulate(this, count, Math::max));
	}

	/** Mark a part of its size as released, and return how much was not before. */
	int releaseSize(int size) {
		return size - Math.min(size, RELEASED_SIZE.getAndAccumulate(this, size, Math::max));
	}

	boolean released() {
		return (this.endings & RELEASED) != 0;
	}

	/**
	 * Return whether a returned message is this one. Several may have the same message
	 * id: replies to callers that send no correlation id carry the id that the caller
	 * chose.
	 */
	boolean awaitsReturn(String messageId, String routingKey) {
		return !this.returned && messageId.equals(this.message.messageId())
				&& routingKey.equals(this.message.routingKey());
	}

	boolean wanted() {
		return !this.returned && this.message.wanted();
	}

	/** The sender is about to write it to the broker. */
	boolean sent() {
		this.sentAt = System.nanoTime();
		return this.message.sent();
	}

	/** Return when it was last sent, as a value of {@link System#nanoTime()}. */
	long sentAt() {
		return this.sentAt;
	}

	/** Count a refusal by the broker and return the number of earlier ones. */
	int refusedAgain() {
		int before = this.refusals;
		this.refusals = before + 1;
		try {
			this.message.refusedForNow();
		}
		catch (Throwable ex) {
			logFailure(ex);
		}
		return before;
	}

	/**
	 * Return whether to retry after an error, which may be due to the thread and not to
	 * the message.
	 * @return {@code false} if that was done before
	 */
	boolean tryAgain() {
		boolean first = !this.triedAgain;
		this.triedAgain = true;
		return first;
	}

	/** It is no longer wanted; the message is notified once. */
	void dropped() {
		if (this.returned || !isFirst(DROPPED)) {
			return;
		}
		try {
			this.message.dropped();
		}
		catch (Throwable ex) {
			logFailure(ex);
		}
	}

	private boolean isFirst(int ending) {
		int before = ENDINGS.getAndAccumulate(this, ending, (endings, added) -> endings | added);
		return (before & ending) == 0;
	}

	void returned(String reason) {
		this.returned = true;
		try {
			this.message.returned(reason);
		}
		catch (Throwable ex) {
			logFailure(ex);
		}
	}

	void confirmed() {
		if (this.returned) {
			return;
		}
		try {
			this.message.confirmed();
		}
		catch (Throwable ex) {
			logFailure(ex);
		}
	}

	void failed(AmphoraException cause) {
		try {
			this.message.failed(cause);
		}
		catch (Throwable ex) {
			logFailure(ex);
		}
	}

	void refused(WrongRequestException cause) {
		try {
			this.message.refused(cause);
		}
		catch (Throwable ex) {
			logFailure(ex);
		}
	}

	void closedConnection(NoResultException cause) {
		try {
			this.message.closedConnection(cause);
		}
		catch (Throwable ex) {
			logFailure(ex);
		}
	}

	private void logFailure(Throwable failure) {
		Unexpected.log(logger,
				"The outcome of a message to exchange '" + this.message.exchange() + "' could not be reported",
				failure);
	}

}
