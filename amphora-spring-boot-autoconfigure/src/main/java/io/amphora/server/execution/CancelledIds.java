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

package io.amphora.server.execution;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The message ids of requests whose callers have cancelled them, also of requests that
 * have not arrived yet. Limited in number and time. Thread-safe: the monitor guards the
 * fields.
 *
 * @since 0.1.0
 */
public final class CancelledIds {

	/** Limits memory. The ids that were added first are removed first. */
	static final int MAX_COUNT = 10_000;

	/** Requests that wait longer than this before they arrive are run. */
	static final Duration MAX_TIME = Duration.ofMinutes(10);

	private static final Duration REMOVAL_INTERVAL = Duration.ofSeconds(5);

	private static final Log logger = LogFactory.getLog(CancelledIds.class);

	private final BiConsumer<Runnable, Duration> later;

	/**
	 * When to remove an id, as a value of {@link System#nanoTime()}; the oldest first.
	 */
	private final Map<String, Long> ids = new LinkedHashMap<>();

	/** Whether a removal is scheduled. */
	private boolean removes;

	/** Read without the monitor, because most servers have no such ids. */
	private volatile boolean empty = true;

	/**
	 * Create an empty collection.
	 * @param later runs an action after a delay
	 */
	public CancelledIds(BiConsumer<Runnable, Duration> later) {
		this.later = later;
	}

	/**
	 * Add ids.
	 * @param added the message ids
	 * @param time how long to remember them
	 */
	public void add(Collection<String> added, Duration time) {
		if (remember(added, (time.compareTo(MAX_TIME) < 0) ? time : MAX_TIME)) {
			removeLater();
		}
	}

	private synchronized boolean remember(Collection<String> added, Duration time) {
		long until = System.nanoTime() + time.toNanos();
		for (String id : added) {
			this.ids.remove(id);
			this.ids.put(id, until);
		}
		Iterator<String> oldest = this.ids.keySet().iterator();
		for (int surplus = this.ids.size() - MAX_COUNT; surplus > 0; surplus--) {
			oldest.next();
			oldest.remove();
		}
		this.empty = this.ids.isEmpty();
		boolean schedules = !this.empty && !this.removes;
		this.removes |= schedules;
		return schedules;
	}

	private void removeLater() {
		try {
			this.later.accept(this::removeExpired, REMOVAL_INTERVAL);
		}
		catch (Throwable ex) {
			notScheduled();
			logger.debug("Ids of cancelled requests are kept. Is the server closed?", ex);
		}
	}

	/** The next ids that are added try again. */
	private synchronized void notScheduled() {
		this.removes = false;
	}

	private void removeExpired() {
		if (remove(System.nanoTime())) {
			removeLater();
		}
	}

	private synchronized boolean remove(long now) {
		this.ids.values().removeIf((until) -> until - now <= 0);
		this.empty = this.ids.isEmpty();
		this.removes = !this.empty;
		return this.removes;
	}

	/**
	 * Return whether a request is cancelled.
	 * @param messageId the message id of the request, or {@code null} if it has none
	 * @return {@code true} if the id was added and has not expired
	 */
	public boolean contains(@Nullable String messageId) {
		return !this.empty && messageId != null && isRemembered(messageId);
	}

	private synchronized boolean isRemembered(String messageId) {
		Long until = this.ids.get(messageId);
		return until != null && until - System.nanoTime() > 0;
	}

	/**
	 * Return how many ids are remembered.
	 * @return the number of ids, also of expired ones that are not removed yet
	 */
	public synchronized int count() {
		return this.ids.size();
	}

}
