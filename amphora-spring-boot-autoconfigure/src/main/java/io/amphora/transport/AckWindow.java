package io.amphora.transport;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds out which deliveries can be acknowledged together: all up to the first one that
 * nobody has settled. Those after it are acknowledged one by one, so that none keeps the
 * broker from delivering more. Owned by the acknowledger thread.
 */
final class AckWindow {

	/**
	 * What is settled after the first open tag, as ranges: first tag to last tag. There
	 * are never more of them than open tags.
	 */
	private final NavigableMap<Long, Long> ahead = new TreeMap<>();

	/** What is settled ahead with us, and not yet with the broker. */
	private final NavigableSet<Long> owed = new TreeSet<>();

	private long settledUpTo;

	/** The last tag that was owed when its turn came, or 0. */
	private long owedUpTo;

	void acknowledged(long tag) {
		if (isNext(tag)) {
			this.owedUpTo = tag;
		}
		else {
			this.owed.add(tag);
		}
		settled(tag);
	}

	void rejected(long tag) {
		settled(tag);
	}

	private boolean isNext(long tag) {
		return tag == this.settledUpTo + 1;
	}

	/** Most are settled in their order, and need no place in the map. */
	private void settled(long tag) {
		if (isNext(tag)) {
			this.settledUpTo = tag;
			catchUp();
			return;
		}
		Map.Entry<Long, Long> before = this.ahead.floorEntry(tag);
		Long lastAfter = this.ahead.remove(tag + 1);
		this.ahead.put((before != null && before.getValue() == tag - 1) ? before.getKey() : tag,
				(lastAfter != null) ? lastAfter : tag);
	}

	private void catchUp() {
		if (!this.ahead.isEmpty() && isNext(this.ahead.firstKey())) {
			this.settledUpTo = this.ahead.pollFirstEntry().getValue();
		}
	}

	/**
	 * The last owed tag before the first open one, or 0 if nothing is owed there. The
	 * broker refuses to acknowledge up to a tag that it has seen settled before.
	 */
	long advance() {
		long lastOwed = this.owedUpTo;
		this.owedUpTo = 0;
		if (!this.owed.isEmpty()) {
			NavigableSet<Long> done = this.owed.headSet(this.settledUpTo, true);
			lastOwed = done.isEmpty() ? lastOwed : Math.max(lastOwed, done.last());
			done.clear();
		}
		return lastOwed;
	}

	/** The tags that have to be acknowledged on their own. */
	List<Long> takeSingles() {
		if (this.owed.isEmpty()) {
			return List.of();
		}
		List<Long> singles = List.copyOf(this.owed);
		this.owed.clear();
		return singles;
	}

	/** How much there is to remember. */
	int size() {
		return this.ahead.size() + this.owed.size();
	}

}
