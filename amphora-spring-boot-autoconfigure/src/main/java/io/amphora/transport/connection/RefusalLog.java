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
import org.jspecify.annotations.Nullable;

/**
 * Logs why the broker refuses channels, for all channels of a transport. They use the
 * same exchanges and queues and log in as the same user, so one cause often concerns
 * several of them: a refusal is logged once, and only the first missing permission is
 * logged as an error with its remedy. Thread-safe: the monitor is held while
 * {@link #present} changes.
 */
final class RefusalLog {

	private static final Log logger = LogFactory.getLog(RefusalLog.class);

	private final String broker;

	private final Duration interval;

	/** Refusals of the channels that the broker refuses at present. */
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
	 * Log a refusal, unless it is known.
	 * @param channel the channel
	 * @param name the name of the channel in logs
	 * @param failure the exception thrown by the attempt to open it
	 * @param refusal the refusal
	 */
	void refused(Object channel, String name, Throwable failure, TopologyException refusal) {
		MissingPermission permission = BrokerErrors.missingPermission(failure);
		switch (add(channel, new Refusal(String.valueOf(refusal.getMessage()), permission != null))) {
			case KNOWN -> logger.debug(unopened(name), refusal);
			case FURTHER_PERMISSION ->
				logger.warn("%s (%s). The user needs %s".formatted(unopened(name), this.broker, permission));
			case NEW -> logger.error("%s; trying again %s (%s). %s".formatted(unopened(name),
					ConnectionFailureLog.interval(this.interval), this.broker, refusal.getMessage()));
		}
	}

	private static String unopened(String channel) {
		return "Amphora channel '" + channel + "' cannot be opened";
	}

	private synchronized Kind add(Object channel, Refusal refusal) {
		Refusal before = this.present.remove(channel);
		Kind kind = kind(refusal, before);
		this.present.put(channel, refusal);
		return kind;
	}

	private Kind kind(Refusal refusal, @Nullable Refusal before) {
		if (refusal.equals(before) || this.present.containsValue(refusal)) {
			return Kind.KNOWN;
		}
		boolean further = refusal.permission() && this.present.values().stream().anyMatch(Refusal::permission);
		return further ? Kind.FURTHER_PERMISSION : Kind.NEW;
	}

	/**
	 * Forget the refusal of a channel that is open or not wanted any more.
	 * @param channel the channel
	 */
	synchronized void forget(Object channel) {
		this.present.remove(channel);
	}

	private enum Kind {

		NEW, KNOWN, FURTHER_PERMISSION

	}

	/**
	 * A refusal.
	 *
	 * @param message the message, which names the exchange or queue
	 * @param permission whether a permission is missing
	 */
	private record Refusal(String message, boolean permission) {

	}

}
