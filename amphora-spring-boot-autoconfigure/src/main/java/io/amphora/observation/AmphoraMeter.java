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

package io.amphora.observation;

/**
 * The meters of clients and servers, in addition to those of
 * {@linkplain AmphoraObservation observations}. Each has the tag {@code amphora.service};
 * in applications with several connections, all gauges and counters also have the tag
 * {@code connection}.
 *
 * @since 0.1.0
 */
public enum AmphoraMeter {

	/** Open clients. */
	CLIENT_OPEN("amphora.client.open", Kind.GAUGE, "Clients that are open"),

	/** Clients that are connected to the broker. */
	CLIENT_CONNECTED("amphora.client.connected", Kind.GAUGE, "Clients that are connected"),

	/** Clients whose broker is blocking publishing. */
	CLIENT_BLOCKED("amphora.client.blocked", Kind.GAUGE, "Clients whose broker blocks publishing"),

	/** Pending calls. */
	CLIENT_PENDING("amphora.client.calls.pending", Kind.GAUGE, "Calls waiting for their reply"),

	/** Requests that are buffered or not confirmed. */
	CLIENT_HELD("amphora.client.requests.held", Kind.GAUGE, "Buffered and unconfirmed requests"),

	/** Requests that the broker returned because no queue matched. */
	CLIENT_UNROUTABLE("amphora.client.requests.unroutable", Kind.COUNTER, "Requests returned as unroutable"),

	/** Replies to pending calls. */
	CLIENT_REPLIES("amphora.client.replies", Kind.COUNTER, "Replies received for pending calls"),

	/** Replies without a pending call. */
	CLIENT_LATE("amphora.client.replies.late", Kind.COUNTER, "Replies received without a pending call"),

	/** Restarts of the consumer of replies. */
	CLIENT_RESTARTS("amphora.client.consumer.restarts", Kind.COUNTER, "Restarts of the consumer"),

	/** Open servers. */
	SERVER_OPEN("amphora.server.open", Kind.GAUGE, "Servers that are open"),

	/** Servers that are connected to the broker. */
	SERVER_CONNECTED("amphora.server.connected", Kind.GAUGE, "Servers that are connected"),

	/** Servers whose broker is blocking publishing. */
	SERVER_BLOCKED("amphora.server.blocked", Kind.GAUGE, "Servers whose broker blocks publishing"),

	/** Servers that are consuming requests. */
	SERVER_CONSUMING("amphora.server.consuming", Kind.GAUGE, "Servers that consume requests"),

	/** Servers whose concurrency or prefetch is used up by overdue functions. */
	SERVER_STALLED("amphora.server.stalled", Kind.GAUGE, "Servers occupied by overdue functions"),

	/** Requests whose function is running or waiting for a thread. */
	SERVER_ACTIVE("amphora.server.requests.active", Kind.GAUGE, "Requests in flight in this process"),

	/** Functions that are still running although their callers have given up. */
	SERVER_OVERDUE("amphora.server.functions.overdue", Kind.GAUGE,
			"Running functions whose callers have given up, or whose maximum run time has passed"),

	/** Requests for which a function was run. */
	SERVER_HANDLED("amphora.server.requests.handled", Kind.COUNTER, "Requests for which a function ran"),

	/** Requests that were rejected without running a function. */
	SERVER_REJECTED("amphora.server.requests.rejected", Kind.COUNTER, "Rejected requests"),

	/** Requests that were not run because their deadline had passed. */
	SERVER_EXPIRED("amphora.server.requests.expired", Kind.COUNTER,
			"Requests that had expired on arrival, or whose time passed while they ran"),

	/** Requests that their callers cancelled. */
	SERVER_CANCELLED("amphora.server.requests.cancelled", Kind.COUNTER,
			"Requests that were cancelled by their callers, on arrival or while they ran"),

	/** Number of times that a function ignored a request. */
	SERVER_IGNORED("amphora.server.requests.ignored", Kind.COUNTER, "Requests ignored by a function"),

	/**
	 * Duplicate requests that were replied to without running the function again.
	 */
	SERVER_DUPLICATES("amphora.server.requests.duplicates", Kind.COUNTER, "Requests that had already run"),

	/** Requests that the broker redelivered. */
	SERVER_REDELIVERED("amphora.server.requests.redelivered", Kind.COUNTER, "Redelivered requests"),

	/** Replies that are buffered or not confirmed. */
	SERVER_HELD("amphora.server.replies.held", Kind.GAUGE, "Buffered and unconfirmed replies"),

	/** Replies that the broker returned because the reply queue no longer existed. */
	SERVER_UNDELIVERABLE("amphora.server.replies.undeliverable", Kind.COUNTER, "Replies whose caller was gone"),

	/** Restarts of the consumer of requests. */
	SERVER_RESTARTS("amphora.server.consumer.restarts", Kind.COUNTER, "Restarts of the consumer"),

	/** Time from sending a request until its function runs. */
	SERVER_QUEUE_WAIT("amphora.server.queue.wait", Kind.TIMER, "Time from sending a request until its function runs");

	private final String meterName;

	private final Kind kind;

	private final String description;

	AmphoraMeter(String meterName, Kind kind, String description) {
		this.meterName = meterName;
		this.kind = kind;
		this.description = description;
	}

	/**
	 * Return the name of the meter.
	 * @return the name, in lower case with dots
	 */
	public String meterName() {
		return this.meterName;
	}

	/**
	 * Return the kind of the meter.
	 * @return the kind
	 */
	public Kind kind() {
		return this.kind;
	}

	/**
	 * Return the description of the meter.
	 * @return the description
	 */
	public String description() {
		return this.description;
	}

	/**
	 * The kind of a meter.
	 */
	public enum Kind {

		/** A value that goes up and down. */
		GAUGE,

		/** A count that never decreases. */
		COUNTER,

		/** Durations. */
		TIMER

	}

}
