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
import java.util.concurrent.atomic.AtomicReference;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Logs once, for both connections of a transport, why connecting fails. Failures of the
 * same kind are logged once because their texts may differ between attempts, for example
 * with several addresses. Thread-safe.
 */
final class ConnectionFailureLog {

	private static final Log logger = LogFactory.getLog(ConnectionFailureLog.class);

	private final String broker;

	private final AtomicReference<@Nullable ConnectionFailure> logged = new AtomicReference<>();

	private final Duration refusalInterval;

	private final RefusalLog refusals;

	/**
	 * Create a log.
	 * @param connection the name of the connection, or {@code null} for the default one
	 * @param address the address of the broker
	 * @param refusalInterval the interval at which refused connections are retried
	 */
	ConnectionFailureLog(@Nullable String connection, String address, Duration refusalInterval) {
		this.broker = ((connection != null) ? "broker of connection '" + connection + "'" : "broker") + " at "
				+ address;
		this.refusalInterval = refusalInterval;
		this.refusals = new RefusalLog(this.broker, refusalInterval);
	}

	/** Return the description of the broker for logs. */
	String broker() {
		return this.broker;
	}

	/** Return the log of the channels that the broker refuses. */
	RefusalLog refusals() {
		return this.refusals;
	}

	void failed(Throwable failure) {
		ConnectionFailure kind = ConnectionFailure.of(failure);
		if (kind != this.logged.getAndSet(kind)) {
			logger.warn(describe(kind, failure));
		}
	}

	void recovered() {
		this.logged.set(null);
	}

	private String describe(ConnectionFailure kind, Throwable failure) {
		boolean refused = kind == ConnectionFailure.LOGIN || BrokerErrors.of(failure) != null;
		String attempts = refused ? ", and tries again every " + interval(this.refusalInterval) : ", and keeps trying";
		return kind.reason("the " + this.broker + attempts, failure) + ". " + BrokerErrors.remedy(failure);
	}

	static String interval(Duration interval) {
		return (interval.toMillis() % 1000 == 0) ? interval.toSeconds() + " seconds" : interval.toMillis() + " ms";
	}

}
