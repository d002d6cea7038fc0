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

	/** What is settled with us, and not yet with the broker. */
	private final NavigableSet<Long> owed = new TreeSet<>();

	private long settledUpTo;

	void acknowledged(long tag) {
		this.owed.add(tag);
		settled(tag);
	}

	void rejected(long tag) {
		settled(tag);
	}

	private void settled(long tag) {
		Map.Entry<Long, Long> before = this.ahead.floorEntry(tag);
		Long lastAfter = this.ahead.remove(tag + 1);
		this.ahead.put((before != null && before.getValue() == tag - 1) ? before.getKey() : tag,
				(lastAfter != null) ? lastAfter : tag);
	}

	/**
	 * The last owed tag before the first open one, or 0 if nothing is owed there. The
	 * broker refuses to acknowledge up to a tag that it has seen settled before.
	 */
	long advance() {
		Map.Entry<Long, Long> first = this.ahead.firstEntry();
		if (first != null && first.getKey() == this.settledUpTo + 1) {
			this.settledUpTo = first.getValue();
			this.ahead.pollFirstEntry();
		}
		NavigableSet<Long> done = this.owed.headSet(this.settledUpTo, true);
		long lastOwed = done.isEmpty() ? 0 : done.last();
		done.clear();
		return lastOwed;
	}

	/** The tags that have to be acknowledged on their own. */
	List<Long> takeSingles() {
		List<Long> singles = List.copyOf(this.owed);
		this.owed.clear();
		return singles;
	}

	/** How much there is to remember. */
	int size() {
		return this.ahead.size() + this.owed.size();
	}

}
