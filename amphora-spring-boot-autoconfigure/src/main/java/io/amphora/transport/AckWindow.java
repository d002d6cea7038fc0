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

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Determines which deliveries can be acknowledged together: all up to the first one that
 * is not settled. Later ones are acknowledged one by one, so that a slow delivery does
 * not keep the broker from delivering more. Owned by the acknowledger thread.
 */
final class AckWindow {

	/**
	 * Ranges of settled tags after the first open tag: first tag to last tag. There are
	 * never more ranges than open tags.
	 */
	private final NavigableMap<Long, Long> ahead = new TreeMap<>();

	/** Tags acknowledged out of order that the broker has not been notified of. */
	private final NavigableSet<Long> owed = new TreeSet<>();

	private long settledUpTo;

	/** Last tag acknowledged in order that the broker has not been notified of, or 0. */
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

	/** Most tags are settled in order and do not need an entry in the map. */
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
	 * Return the last owed tag before the first open one, or 0 if there is none. It must
	 * be an owed tag, because the broker refuses to acknowledge up to a tag that is
	 * already settled.
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

	/** Remove and return the tags that must be acknowledged individually. */
	List<Long> takeSingles() {
		if (this.owed.isEmpty()) {
			return List.of();
		}
		List<Long> singles = List.copyOf(this.owed);
		this.owed.clear();
		return singles;
	}

	/** Return the number of ranges and tags that are kept. */
	int size() {
		return this.ahead.size() + this.owed.size();
	}

}
