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

package io.amphora.server;

import java.util.List;
import java.util.regex.Pattern;

import io.amphora.server.RequestedReply.RefusedReplies;
import io.amphora.server.direct.DirectAddresses;
import io.amphora.server.direct.DirectReplyTo;
import io.amphora.topology.ServiceTopology;

/**
 * Decides which exchanges a reply is published to. Thread-safe.
 */
final class ReplyRoutes {

	private static final String DEFAULT_EXCHANGE = "";

	/**
	 * Matches a reply queue of service "a" whose name looks like a queue of a service
	 * "a_response_b". Such a queue is reached through the response exchange.
	 */
	private static final Pattern OF_ANOTHER_SERVICE = Pattern.compile("_(request|response|introspection)(_|$)");

	private final String service;

	private final ReplyTargets targets;

	private final DirectAddresses directAddresses;

	private final RefusedReplies refusedReplies;

	private final String responseExchange;

	/** The start of the names of reply queues. */
	private final String replyQueues;

	/**
	 * Create routes.
	 * @param targets where replies may be sent
	 * @param topology names the response exchange and the reply queues
	 * @param directAddresses where direct replies may be sent
	 * @param refusedReplies the replies that the broker refuses for now
	 */
	ReplyRoutes(ReplyTargets targets, ServiceTopology topology, DirectAddresses directAddresses,
			RefusedReplies refusedReplies) {
		this.service = topology.service();
		this.targets = targets;
		this.directAddresses = directAddresses;
		this.refusedReplies = refusedReplies;
		this.responseExchange = topology.responseExchange();
		this.replyQueues = this.responseExchange + "_";
	}

	String service() {
		return this.service;
	}

	RefusedReplies refusedReplies() {
		return this.refusedReplies;
	}

	/**
	 * Return the exchanges for replies with this {@code reply_to} as the routing key,
	 * tried in order while the broker returns the reply.
	 * @param replyTo the routing key
	 * @param responseExchangeFirst whether to try the response exchange first
	 * @return the exchanges, empty if no reply may be sent
	 */
	List<String> exchanges(String replyTo, boolean responseExchangeFirst) {
		if (DirectReplyTo.hasPrefix(replyTo)) {
			return allowsDirect(replyTo) ? List.of(DEFAULT_EXCHANGE, this.responseExchange) : List.of();
		}
		if (!isFoundByName(replyTo)) {
			return List.of(this.responseExchange);
		}
		return responseExchangeFirst ? List.of(this.responseExchange, DEFAULT_EXCHANGE)
				: List.of(DEFAULT_EXCHANGE, this.responseExchange);
	}

	private boolean isFoundByName(String replyTo) {
		return switch (this.targets) {
			case RESPONSE_EXCHANGE -> false;
			case SERVICE -> isResponseQueue(replyTo);
			case ANY -> true;
		};
	}

	private boolean allowsDirect(String replyTo) {
		return this.targets != ReplyTargets.RESPONSE_EXCHANGE && this.directAddresses.allow(replyTo);
	}

	/** Return whether the broker may close the connection because of a reply. */
	boolean mayCloseConnection(String replyTo) {
		return DirectReplyTo.hasPrefix(replyTo) && this.directAddresses.mayCloseConnection(replyTo);
	}

	/** Record that the broker has confirmed a reply. */
	void confirmed(String replyTo) {
		if (DirectReplyTo.hasPrefix(replyTo)) {
			this.directAddresses.confirmed(replyTo);
		}
	}

	/** Record that the connection was lost each time a reply was sent. */
	void closedConnection(String replyTo) {
		if (DirectReplyTo.hasPrefix(replyTo)) {
			this.directAddresses.failed(replyTo);
		}
	}

	/** Most names have no further underscore, so that the pattern need not be matched. */
	private boolean isResponseQueue(String name) {
		return name.startsWith(this.replyQueues) && (name.indexOf('_', this.replyQueues.length()) < 0
				|| !OF_ANOTHER_SERVICE.matcher(name.substring(this.replyQueues.length())).find());
	}

}
