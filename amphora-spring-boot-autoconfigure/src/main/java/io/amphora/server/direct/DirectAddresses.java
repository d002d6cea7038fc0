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

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Addresses of clients with direct replies that the broker has accepted. Some versions of
 * RabbitMQ close the connection of a server that publishes to an address with a node or a
 * process number that cannot exist, and any caller can send such an address. Therefore
 * the first reply to an address is sent alone. If the connection is lost with it, replies
 * to addresses of the same kind are suspended for a while: to those with an unknown node
 * or an unusually large process number, or else to all that the broker has not accepted.
 * Thread-safe; the monitor guards the fields.
 *
 * @since 0.1.0
 */
public final class DirectAddresses {

	/** Limits memory. The addresses that have been unused for longest are forgotten. */
	static final int MOST = 10_000;

	/** Limits memory. The same for nodes. */
	static final int MOST_NODES = 1_000;

	/** Longer addresses are not remembered. RabbitMQ's have at most 91 characters. */
	static final int LONGEST = 128;

	/** The nodes of accepted addresses, by address. */
	private final Map<String, String> accepted = new LinkedHashMap<>(16, 0.75F, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
			return size() > MOST;
		}

	};

	/** The process identifiers that the broker has accepted, by node. */
	private final Map<String, ProcessRange> nodes = new LinkedHashMap<>(16, 0.75F, true) {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, ProcessRange> eldest) {
			return size() > MOST_NODES;
		}

	};

	private final GrowingPause unusualPause = new GrowingPause();

	private final GrowingPause generalPause = new GrowingPause();

	/**
	 * Return whether a reply may be sent to an address.
	 * @param replyTo the address
	 * @return {@code false} if RabbitMQ cannot have generated the address, or during a
	 * pause
	 */
	public boolean allow(String replyTo) {
		if (isAccepted(replyTo)) {
			return true;
		}
		DirectReplyTo address = DirectReplyTo.parse(replyTo);
		return address != null && !paused(address);
	}

	/**
	 * Return whether the broker may close the connection because of a reply.
	 * @param replyTo the address
	 * @return {@code false} if the broker has confirmed a reply to the address, or if
	 * none is sent
	 */
	public boolean mayCloseConnection(String replyTo) {
		return !isAccepted(replyTo) && DirectReplyTo.parse(replyTo) != null;
	}

	/** Record that the broker has confirmed a reply to an address. */
	public synchronized void confirmed(String replyTo) {
		String node = this.accepted.get(replyTo);
		if (node != null) {
			this.nodes.get(node);
			return;
		}
		DirectReplyTo address = DirectReplyTo.parse(replyTo);
		if (address != null) {
			accept(replyTo, address);
		}
	}

	private void accept(String replyTo, DirectReplyTo address) {
		if (isUnusual(address)) {
			this.unusualPause.end();
		}
		this.generalPause.end();
		this.nodes.put(address.node(), this.nodes.getOrDefault(address.node(), ProcessRange.SMALLEST).with(address));
		if (replyTo.length() <= LONGEST) {
			this.accepted.put(replyTo, address.node());
		}
	}

	/**
	 * Record that the connection was lost each time a reply was sent to an address. An
	 * address that was accepted before is treated as new from now on.
	 */
	public synchronized void failed(String replyTo) {
		DirectReplyTo address = DirectReplyTo.parse(replyTo);
		if (address != null && this.accepted.remove(replyTo) == null) {
			(isUnusual(address) ? this.unusualPause : this.generalPause).begin();
		}
	}

	private synchronized boolean isAccepted(String replyTo) {
		return this.accepted.get(replyTo) != null;
	}

	private synchronized boolean paused(DirectReplyTo address) {
		return this.generalPause.active() || (isUnusual(address) && this.unusualPause.active());
	}

	private boolean isUnusual(DirectReplyTo address) {
		ProcessRange range = this.nodes.get(address.node());
		return range == null || !range.contains(address);
	}

}
