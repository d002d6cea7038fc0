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

package io.amphora.server.direct;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Broker nodes that clients with direct replies are connected to. Some versions of
 * RabbitMQ close the connection of a server that publishes to an address with a node that
 * does not exist, and any caller can send such an address. Therefore the first reply to a
 * node is sent alone. If the connection is lost with it, replies to unknown nodes are
 * suspended for a while. Thread-safe; the monitor guards the fields.
 *
 * @since 0.1.0
 */
public final class DirectNodes {

	/** Limits memory. The nodes that have received no reply for longest are forgotten. */
	static final int MOST = 1_000;

	private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);

	private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

	/** The node that has received no reply for longest is the first. */
	private final Map<String, Boolean> known = new LinkedHashMap<>(16, 0.75F, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
			return size() > MOST;
		}

	};

	private Duration pause = Duration.ZERO;

	private long pausedAt;

	/** Return whether the broker has confirmed a reply to a node. */
	public synchronized boolean isKnown(String node) {
		return this.known.get(node) != null;
	}

	/** Return whether a reply may be sent to a node. */
	public boolean allow(String node) {
		return isKnown(node) || !paused();
	}

	/** Record that the broker has confirmed a reply to a node. */
	public synchronized void confirmed(String node) {
		if (this.known.put(node, true) == null) {
			this.pause = Duration.ZERO;
		}
	}

	/** Record that the connection was lost with a reply to an unknown node. */
	public synchronized void failed() {
		if (!paused()) {
			Duration next = this.pause.isZero() ? FIRST_PAUSE : this.pause.multipliedBy(2);
			this.pause = (next.compareTo(LONGEST_PAUSE) < 0) ? next : LONGEST_PAUSE;
			this.pausedAt = System.nanoTime();
		}
	}

	private synchronized boolean paused() {
		return !this.pause.isZero() && System.nanoTime() - this.pausedAt < this.pause.toNanos();
	}

}
