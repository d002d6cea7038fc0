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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import io.amphora.AmphoraException;
import io.amphora.NoResultException;
import io.amphora.WrongRequestException;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a publisher buffers, in the order of sending. Any thread may add
 * messages; only the sender takes them, and it owns {@link #returned}.
 */
final class Outbox {

	private static final Log logger = LogFactory.getLog(Outbox.class);

	/** Up to this many unwanted messages are always left to the sender. */
	private static final int FEW = 100;

	private final Queue<BufferedMessage> added = new ConcurrentLinkedQueue<>();

	private final Queue<BufferedMessage> again = new ConcurrentLinkedQueue<>();

	private final Deque<BufferedMessage> returned = new ArrayDeque<>();

	private final SendBufferLimit limit;

	/** Number of messages that have released their room and are, or were, in line. */
	private final AtomicInteger unwanted = new AtomicInteger();

	Outbox(SendBufferLimit limit) {
		this.limit = limit;
	}

	/** Add a message, or release its room if that fails. */
	void add(OutgoingMessage message) {
		BufferedMessage buffered;
		try {
			buffered = waiting(message);
			this.added.add(buffered);
		}
		catch (Throwable ex) {
			this.limit.release(message.count(), message.size());
			throw ex;
		}
		notifyHeld(buffered);
	}

	/** Add messages. If that fails, none is added, and they keep their room. */
	void addAll(List<OutgoingMessage> messages) {
		List<BufferedMessage> all = messages.stream().map(Outbox::waiting).toList();
		this.added.addAll(all);
		for (BufferedMessage buffered : all) {
			notifyHeld(buffered);
		}
	}

	private static BufferedMessage waiting(OutgoingMessage message) {
		BufferedMessage buffered = new BufferedMessage(message);
		buffered.waits(true);
		return buffered;
	}

	/** Does not throw, because the message is queued and will be sent. */
	private void notifyHeld(BufferedMessage buffered) {
		try {
			buffered.message().held(() -> releaseUnwanted(buffered));
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A message stays in the send buffer even if it is no longer wanted", ex);
		}
	}

	/**
	 * Release the room of a message that is no longer wanted, or of a part of it. It
	 * stays in line until the sender reaches it, or until unwanted messages outnumber the
	 * others.
	 */
	private void releaseUnwanted(BufferedMessage buffered) {
		OutgoingMessage message = buffered.message();
		if (buffered.waiting() && buffered.wanted()) {
			release(buffered, message.unwantedCount(), message.unwantedSize());
		}
		else if (buffered.waiting() && release(buffered)
				&& this.unwanted.incrementAndGet() > Math.max(FEW, this.limit.count())) {
			this.unwanted.set(0);
			this.added.removeIf(Outbox::dropReleased);
			this.again.removeIf(Outbox::dropReleased);
		}
	}

	private static boolean dropReleased(BufferedMessage message) {
		boolean released = message.released();
		if (released) {
			message.dropped();
		}
		return released;
	}

	/** Refused messages are sent before new ones. */
	void addAgain(BufferedMessage message) {
		this.again.add(message);
		waitAgain(message);
	}

	private void waitAgain(BufferedMessage message) {
		message.waits(true);
		releaseUnwanted(message);
	}

	/** Messages of a lost channel are sent before all others, in their original order. */
	void putBack(List<BufferedMessage> messages) {
		for (int i = messages.size() - 1; i >= 0; i--) {
			this.returned.addFirst(messages.get(i));
			waitAgain(messages.get(i));
		}
	}

	/** A message that was taken but not sent goes to the front. */
	void putBack(BufferedMessage message) {
		this.returned.addFirst(message);
		waitAgain(message);
	}

	/**
	 * Take the next message that is still wanted.
	 * @param mayGo whether it can be sent now; if not, it stays the next one
	 */
	@Nullable BufferedMessage next(Predicate<BufferedMessage> mayGo) {
		BufferedMessage next = next();
		if (next != null && !mayGo.test(next)) {
			putBack(next);
			return null;
		}
		return next;
	}

	/** Take the next message that is still wanted. */
	@Nullable BufferedMessage next() {
		BufferedMessage next = take();
		while (next != null && !next.wanted()) {
			drop(next);
			next = take();
		}
		return next;
	}

	/** Drop a message that is no longer wanted. */
	void drop(BufferedMessage message) {
		release(message);
		message.dropped();
	}

	/** Give up a message that the broker refuses. */
	void refused(BufferedMessage message, String reason) {
		release(message);
		message.refused(new WrongRequestException("The broker refuses the message: " + reason + "."));
	}

	/** Give up a message because the connection was lost each time it was sent. */
	void closedConnection(BufferedMessage message) {
		release(message);
		message.closedConnection(
				new NoResultException("The connection to the broker was lost each time the message was sent.", null));
	}

	/** Give up a message that cannot be written. */
	void unsendable(BufferedMessage message, Throwable cause) {
		fail(message, (cause instanceof WrongRequestException refusal) ? refusal
				: new WrongRequestException("The message cannot be sent: " + Unexpected.describe(cause), null, cause));
	}

	private void fail(BufferedMessage message, AmphoraException cause) {
		release(message);
		message.failed(cause);
	}

	void giveUp(AmphoraException reason) {
		BufferedMessage next = next();
		while (next != null) {
			fail(next, reason);
			next = next();
		}
	}

	/**
	 * Release the room of a message.
	 * @return {@code false} if it was released before
	 */
	boolean release(BufferedMessage buffered) {
		boolean first = buffered.release();
		if (first) {
			release(buffered, buffered.message().count(), buffered.message().size());
		}
		return first;
	}

	private void release(BufferedMessage message, int count, int size) {
		if (count > 0) {
			this.limit.release(message.releaseCount(count), message.releaseSize(size));
		}
	}

	/**
	 * Return the number of messages in line, including unwanted ones, except in
	 * {@link #returned}.
	 */
	int size() {
		return this.added.size() + this.again.size();
	}

	private @Nullable BufferedMessage take() {
		BufferedMessage next = this.returned.pollFirst();
		if (next == null) {
			next = this.again.poll();
		}
		if (next == null) {
			next = this.added.poll();
		}
		if (next != null) {
			next.waits(false);
		}
		return next;
	}

}
