package io.amphora.transport;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.amphora.AmphoraException;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a publisher holds, in the order in which they are to be sent. Any
 * thread may add; only the sender takes, and it owns {@link #returned}.
 */
final class Outbox {

	private final Queue<Publication> added = new ConcurrentLinkedQueue<>();

	private final Queue<Publication> again = new ConcurrentLinkedQueue<>();

	private final Deque<Publication> returned = new ArrayDeque<>();

	private final HoldLimit holdLimit;

	Outbox(HoldLimit holdLimit) {
		this.holdLimit = holdLimit;
	}

	void add(OutgoingMessage message) {
		this.added.add(new Publication(message));
	}

	/** A message that was refused comes before those that were never sent. */
	void addAgain(Publication publication) {
		this.again.add(publication);
	}

	/** Messages whose channel is lost come before all others, in their old order. */
	void putBack(List<Publication> publications) {
		for (int i = publications.size() - 1; i >= 0; i--) {
			this.returned.addFirst(publications.get(i));
		}
	}

	/** The next message that is still wanted. */
	@Nullable Publication next() {
		Publication next = take();
		while (next != null && !next.wanted()) {
			drop(next);
			next = take();
		}
		return next;
	}

	/** Give up a message that nobody waits for. */
	void drop(Publication publication) {
		release(publication);
		publication.dropped();
	}

	void giveUp(AmphoraException reason) {
		Publication next = next();
		while (next != null) {
			release(next);
			next.message().failed(reason);
			next = next();
		}
	}

	void release(Publication publication) {
		this.holdLimit.release(publication.message().count(), publication.message().size());
	}

	private @Nullable Publication take() {
		Publication next = this.returned.pollFirst();
		if (next == null) {
			next = this.again.poll();
		}
		return (next != null) ? next : this.added.poll();
	}

}
