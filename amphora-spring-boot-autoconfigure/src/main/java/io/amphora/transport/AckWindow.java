package io.amphora.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds out which deliveries can be acknowledged together: all up to the first one that
 * nobody has settled. Those after it are acknowledged one by one, so that none keeps the
 * broker from delivering more. Owned by the acknowledger thread.
 */
final class AckWindow {

	/**
	 * Settled tags after the first open one; the value tells whether it is still owed.
	 */
	private final TreeMap<Long, Boolean> ahead = new TreeMap<>();

	private long settledUpTo;

	void acknowledged(long tag) {
		this.ahead.put(tag, true);
	}

	void rejected(long tag) {
		this.ahead.put(tag, false);
	}

	/**
	 * The last owed tag before the first open one, or 0 if nothing is owed there. The
	 * broker refuses to acknowledge up to a tag that it has seen settled before.
	 */
	long advance() {
		long lastOwed = 0;
		while (!this.ahead.isEmpty() && this.ahead.firstKey() == this.settledUpTo + 1) {
			this.settledUpTo++;
			if (this.ahead.pollFirstEntry().getValue()) {
				lastOwed = this.settledUpTo;
			}
		}
		return lastOwed;
	}

	/** The tags that have to be acknowledged on their own. */
	List<Long> takeSingles() {
		List<Long> singles = new ArrayList<>();
		this.ahead.replaceAll((tag, owed) -> {
			if (owed) {
				singles.add(tag);
			}
			return false;
		});
		return singles;
	}

}
