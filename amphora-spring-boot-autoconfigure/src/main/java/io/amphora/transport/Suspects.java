package io.amphora.transport;

import java.util.List;
import java.util.function.BiConsumer;

/**
 * Finds the message for which the broker closes the channel, such as one that is larger
 * than it takes: it would close the next channel as well, and the one after. What was
 * unconfirmed then is sent one at a time, so that the next close tells which one it is.
 * Owned by the sender; other threads may only ask whether there are any.
 */
final class Suspects {

	private volatile int left;

	/**
	 * Look at what was not confirmed when a channel was lost.
	 * @param lost the messages of that channel
	 * @param onFound told which message the broker refuses, and with which words
	 * @return what is to be sent again
	 */
	List<Publication> examine(Confirms lost, BiConsumer<Publication, String> onFound) {
		List<Publication> unconfirmed = lost.takeAll();
		String refusal = lost.refusal();
		if (refusal == null) {
			return unconfirmed;
		}
		if (unconfirmed.size() == 1) {
			this.left = 0;
			onFound.accept(unconfirmed.get(0), refusal);
			return List.of();
		}
		this.left = unconfirmed.size();
		return unconfirmed;
	}

	boolean any() {
		return this.left > 0;
	}

	/** Whether a message may be sent now. */
	boolean allow(Confirms confirms) {
		return !any() || confirms.isEmpty();
	}

	void sent() {
		this.left = Math.max(0, this.left - 1);
	}

}
