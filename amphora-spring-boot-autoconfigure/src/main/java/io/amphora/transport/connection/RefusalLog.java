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

package io.amphora.transport.connection;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.amphora.TopologyException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs why the broker refuses channels, for all channels of a transport. They use the
 * same exchanges and queues and log in as the same user, so one cause often concerns
 * several of them: a refusal is logged once, and only the first missing permission that
 * prevents calls is logged as an error with its remedy. Thread-safe: the monitor is held
 * while {@link #present} changes.
 */
final class RefusalLog {

	private static final Log logger = LogFactory.getLog(RefusalLog.class);

	private final String broker;

	private final Duration interval;

	/** The present refusals by channel. */
	private final Map<Object, Refusal> present = new HashMap<>();

	/**
	 * Create a log.
	 * @param broker the description of the broker
	 * @param interval the interval at which refused channels are opened again
	 */
	RefusalLog(String broker, Duration interval) {
		this.broker = broker;
		this.interval = interval;
	}

	/**
	 * Log the refusal of a channel that is opened again at intervals, unless it is known.
	 * @param channel the channel
	 * @param name the name of the channel in logs
	 * @param use what depends on the channel
	 * @param failure the exception that contains the broker's reason
	 * @param refusal the refusal
	 */
	void refused(Object channel, String name, ChannelUse use, Throwable failure, TopologyException refusal) {
		log(channel, name, "every " + ConnectionFailureLog.interval(this.interval), use, failure, refusal);
	}

	/**
	 * Log the refusal of a message, unless it is known. Later messages may be sent.
	 * @param publisher the publisher
	 * @param name the name of its channel in logs
	 * @param use what depends on the publisher
	 * @param failure the exception that contains the broker's reason
	 * @param refusal the refusal
	 */
	void refusedMessage(Object publisher, String name, ChannelUse use, Throwable failure, TopologyException refusal) {
		log(publisher, name, "with the first call after " + ConnectionFailureLog.interval(this.interval), use, failure,
				refusal);
	}

	private void log(Object channel, String name, String next, ChannelUse use, Throwable failure,
			TopologyException refusal) {
		MissingPermission permission = BrokerErrors.missingPermission(failure);
		String reason = MissingPermission.withoutRandomParts(String.valueOf(refusal.getMessage()));
		String unusable = "Amphora channel '" + name + "' cannot be used";
		String remedy = "%s; trying again %s (%s). %s".formatted(unusable, next, this.broker, refusal.getMessage());
		switch (add(channel, new Refusal(reason, use, permission != null, true))) {
			case KNOWN, REPORTED -> logger.debug(unusable, refusal);
			case FURTHER_PERMISSION ->
				logger.warn("%s (%s). The user needs %s".formatted(unusable, this.broker, permission));
			case OPTIONAL -> logger.warn(remedy);
			case ESSENTIAL -> logger.error(remedy);
		}
	}

	private synchronized Kind add(Object channel, Refusal refusal) {
		if (refusal.use() == ChannelUse.OPERATION) {
			return Kind.REPORTED;
		}
		boolean known = this.present.values().stream().anyMatch((other) -> other.covers(refusal));
		Refusal before = this.present.remove(channel);
		boolean explained = this.present.values().stream().anyMatch(Refusal::fatal);
		boolean logged = !known || (before != null && before.covers(refusal));
		this.present.put(channel, logged ? refusal : refusal.notLogged());
		if (known) {
			return Kind.KNOWN;
		}
		if (refusal.permission() && (explained || !refusal.essential())) {
			return Kind.FURTHER_PERMISSION;
		}
		return refusal.essential() ? Kind.ESSENTIAL : Kind.OPTIONAL;
	}

	/**
	 * Forget the refusal of a channel that is open or not wanted any more.
	 * @param channel the channel, or a part of its work
	 */
	synchronized void forget(Object channel) {
		this.present.remove(channel);
	}

	private enum Kind {

		KNOWN, REPORTED, FURTHER_PERMISSION, OPTIONAL, ESSENTIAL

	}

	/**
	 * A refusal.
	 *
	 * @param reason the reason, which names the exchange or queue
	 * @param use what depends on the channel
	 * @param permission whether a permission is missing
	 * @param logged whether it was logged, and not only a similar one
	 */
	private record Refusal(String reason, ChannelUse use, boolean permission, boolean logged) {

		Refusal notLogged() {
			return new Refusal(this.reason, this.use, this.permission, false);
		}

		boolean essential() {
			return this.use == ChannelUse.ESSENTIAL;
		}

		/** Return whether this refusal is logged and the other one adds nothing. */
		boolean covers(Refusal other) {
			return this.logged && this.reason.equals(other.reason) && (essential() || !other.essential());
		}

		/** Return whether the remedy for missing permissions was logged as an error. */
		boolean fatal() {
			return essential() && this.permission;
		}

	}

}
