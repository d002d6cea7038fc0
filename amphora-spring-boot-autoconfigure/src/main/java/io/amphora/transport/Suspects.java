package io.amphora.transport;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Finds the message for which the broker closes the channel, such as one that is larger
 * than it takes, or the connection, such as one that it cannot handle: it would close the
 * next one as well, and the one after. What was unconfirmed then is sent one at a time,
 * so that the next close tells which one it is. As a connection may be lost for other
 * reasons, that takes several losses in a row, each soon after the same message was sent.
 * Owned by the sender; other threads may only ask whether there are any.
 */
final class Suspects {

	/** So often the same message is the first unconfirmed one before it is suspected. */
	private static final int LOSSES = 3;

	private static final int LOSSES_OF_RISKY = 2;

	/** A broker that cannot handle a message does not take long to fail. */
	private static final Duration SOON = Duration.ofSeconds(10);

	private volatile int left;

	private @Nullable Publication first;

	private int losses;

	/**
	 * Look at what was not confirmed when a channel was lost.
	 * @param lost the messages of that channel
	 * @param outbox told which message is to be given up
	 * @return what is to be sent again
	 */
	List<Publication> examine(Confirms lost, Outbox outbox) {
		List<Publication> unconfirmed = lost.takeAll();
		String refusal = lost.refusal();
		if (refusal == null) {
			return lost.connectionFailed() ? examineLoss(unconfirmed, outbox) : unconfirmed;
		}
		if (unconfirmed.size() == 1) {
			this.left = 0;
			outbox.refused(unconfirmed.get(0), refusal);
			return List.of();
		}
		this.left = unconfirmed.size();
		return unconfirmed;
	}

	private List<Publication> examineLoss(List<Publication> unconfirmed, Outbox outbox) {
		Publication head = unconfirmed.isEmpty() ? null : unconfirmed.get(0);
		if (head == null || System.nanoTime() - head.sentAt() > SOON.toNanos()) {
			this.first = null;
			return unconfirmed;
		}
		this.losses = (head == this.first) ? this.losses + 1 : 1;
		this.first = head;
		if (unconfirmed.size() == 1 && this.losses >= (head.message().risky() ? LOSSES_OF_RISKY : LOSSES)) {
			this.left = 0;
			this.first = null;
			outbox.fatal(head);
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

	boolean any() {
		return this.left > 0;
	}

	/** Whether any message may be sent now. */
	boolean allow(Confirms confirms) {
		return !any() || confirms.isEmpty();
	}

	/**
	 * Whether this message may be sent now; if it is risky, the next one waits for it.
	 */
	boolean allow(Publication publication, Confirms confirms) {
		if (!publication.message().risky()) {
			return true;
		}
		isolateNext();
		return confirms.isEmpty();
	}

	/** The message that is sent next goes alone, so the one after it has to wait, too. */
	private void isolateNext() {
		this.left = Math.max(this.left, 2);
	}

	void sent() {
		this.left = Math.max(0, this.left - 1);
	}

}
