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
import org.jspecify.annotations.Nullable;

/**
 * The messages that a publisher holds, in the order in which they are to be sent. Any
 * thread may add; only the sender takes, and it owns {@link #returned}.
 */
final class Outbox {

	/** So many unwanted messages are left to the sender. */
	private static final int FEW = 100;

	private final Queue<Publication> added = new ConcurrentLinkedQueue<>();

	private final Queue<Publication> again = new ConcurrentLinkedQueue<>();

	private final Deque<Publication> returned = new ArrayDeque<>();

	private final HoldLimit holdLimit;

	/** Messages that gave their room back and are in line still, or have been. */
	private final AtomicInteger unwanted = new AtomicInteger();

	Outbox(HoldLimit holdLimit) {
		this.holdLimit = holdLimit;
	}

	void add(OutgoingMessage message) {
		Publication publication = new Publication(message);
		publication.waits(true);
		this.added.add(publication);
		message.held(() -> releaseUnwanted(publication));
	}

	/**
	 * Give back the room of a message that has lost its purpose while it waits. It stays
	 * in line until the sender comes to it, or as many such messages as others wait.
	 */
	private void releaseUnwanted(Publication publication) {
		if (publication.waiting() && !publication.wanted() && release(publication)
				&& this.unwanted.incrementAndGet() > Math.max(FEW, this.holdLimit.count())) {
			this.unwanted.set(0);
			this.added.removeIf(Outbox::dropReleased);
			this.again.removeIf(Outbox::dropReleased);
		}
	}

	private static boolean dropReleased(Publication publication) {
		boolean released = publication.released();
		if (released) {
			publication.dropped();
		}
		return released;
	}

	/** A message that was refused comes before those that were never sent. */
	void addAgain(Publication publication) {
		this.again.add(publication);
		waitAgain(publication);
	}

	private void waitAgain(Publication publication) {
		publication.waits(true);
		releaseUnwanted(publication);
	}

	/** Messages whose channel is lost come before all others, in their old order. */
	void putBack(List<Publication> publications) {
		for (int i = publications.size() - 1; i >= 0; i--) {
			this.returned.addFirst(publications.get(i));
			waitAgain(publications.get(i));
		}
	}

	/** A message that was taken and not sent comes before all others. */
	void putBack(Publication publication) {
		this.returned.addFirst(publication);
		waitAgain(publication);
	}

	/**
	 * The next message that is still wanted.
	 * @param mayGo whether it can be sent now; if not, it stays the next one
	 */
	@Nullable Publication next(Predicate<Publication> mayGo) {
		Publication next = next();
		if (next != null && !mayGo.test(next)) {
			putBack(next);
			return null;
		}
		return next;
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

	/** Give up a message that the broker does not take. */
	void refused(Publication publication, String reason) {
		fail(publication, new WrongRequestException("The broker refuses the message: " + reason));
	}

	/** Give up a message with which the connection was lost each time. */
	void fatal(Publication publication) {
		release(publication);
		publication.fatal(
				new NoResultException("The connection to the broker was lost each time the message was sent.", null));
	}

	void fail(Publication publication, AmphoraException cause) {
		release(publication);
		publication.failed(cause);
	}

	void giveUp(AmphoraException reason) {
		Publication next = next();
		while (next != null) {
			fail(next, reason);
			next = next();
		}
	}

	/**
	 * Give back the room of a message.
	 * @return {@code false} if that was done before
	 */
	boolean release(Publication publication) {
		boolean first = publication.release();
		if (first) {
			this.holdLimit.release(publication.message().count(), publication.message().size());
		}
		return first;
	}

	/** How many messages wait, with those that are not wanted any more. */
	int size() {
		return this.added.size() + this.again.size();
	}

	private @Nullable Publication take() {
		Publication next = this.returned.pollFirst();
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
