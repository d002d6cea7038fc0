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

import java.util.Map;

import io.amphora.transport.thread.LimitedMap;

/**
 * Knows which addresses of clients with direct replies are safe. Some versions of
 * RabbitMQ close the connection of a server that publishes to an address with a node or a
 * process number that cannot exist, and any caller can send such an address. Therefore a
 * reply to an unusual address is sent alone: to one with a node that has not accepted a
 * reply yet, or with a larger process number than Erlang used to have and than the node
 * has accepted. If the connection is lost with it, replies to unusual addresses are
 * suspended for a while. Thread-safe; the monitor guards the fields.
 *
 * @since 0.1.0
 */
public final class DirectAddresses {

	/** Limits memory. The nodes that have received no reply for longest are forgotten. */
	static final int MOST = 1_000;

	/** The process identifiers that the broker has accepted, by node. */
	private final Map<String, ProcessRange> nodes = LimitedMap.ofLatestUsed(MOST);

	private final GrowingPause pause = new GrowingPause();

	/**
	 * Return whether a reply may be sent to an address.
	 * @param replyTo the address
	 * @return {@code false} if RabbitMQ cannot have generated the address, or if it is
	 * unusual during a pause
	 */
	public boolean allow(String replyTo) {
		DirectReplyTo address = DirectReplyTo.parse(replyTo);
		return address != null && !isSuspended(address);
	}

	private synchronized boolean isSuspended(DirectReplyTo address) {
		return this.pause.active() && isUnusual(address);
	}

	/**
	 * Return whether the broker may close the connection because of a reply.
	 * @param replyTo the address
	 * @return {@code false} if the address is usual, or if no reply is sent to it
	 */
	public boolean mayCloseConnection(String replyTo) {
		DirectReplyTo address = DirectReplyTo.parse(replyTo);
		return address != null && isUnusual(address);
	}

	/** Record that the broker has confirmed a reply to an address. */
	public void confirmed(String replyTo) {
		DirectReplyTo address = DirectReplyTo.parse(replyTo);
		if (address != null) {
			accept(address);
		}
	}

	private synchronized void accept(DirectReplyTo address) {
		if (isUnusual(address)) {
			this.pause.end();
		}
		this.nodes.put(address.node(), this.nodes.getOrDefault(address.node(), ProcessRange.SMALLEST).with(address));
	}

	/**
	 * Record that the connection was lost each time a reply was sent to an address. Has
	 * no effect for usual addresses, because they are not the cause.
	 */
	public void failed(String replyTo) {
		DirectReplyTo address = DirectReplyTo.parse(replyTo);
		if (address != null) {
			suspendIfUnusual(address);
		}
	}

	private synchronized void suspendIfUnusual(DirectReplyTo address) {
		if (isUnusual(address)) {
			this.pause.begin();
		}
	}

	private synchronized boolean isUnusual(DirectReplyTo address) {
		ProcessRange range = this.nodes.get(address.node());
		return range == null || !range.contains(address);
	}

}
