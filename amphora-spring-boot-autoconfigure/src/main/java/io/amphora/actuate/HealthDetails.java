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

package io.amphora.actuate;

import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import io.amphora.transport.ConsumerState;
import io.amphora.transport.connection.ConnectionFailure;
import io.amphora.transport.connection.ConnectionState;
import io.amphora.transport.connection.CredentialsState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;

/**
 * Details of the health of both clients and servers.
 */
final class HealthDetails {

	private HealthDetails() {
	}

	/** Return whether messages pass in both directions, so that calls can succeed. */
	static boolean working(ConnectionState connection, Collection<ConsumerState> consumers) {
		return connection.connected() && !connection.blocked() && consumers.stream().allMatch(ConsumerState::consuming);
	}

	static void add(Health.Builder health, @Nullable String bean, @Nullable String name, ConnectionState connection,
			Collection<ConsumerState> consumers) {
		if (bean != null) {
			health.withDetail("bean", bean);
		}
		if (name != null) {
			health.withDetail("connection", name);
		}
		health.withDetail("connected", connection.connected());
		if (connection.address() != null) {
			health.withDetail("node", connection.address());
		}
		if (connection.blockedReason() != null) {
			health.withDetail("blocked", connection.blockedReason());
		}
		Map<String, String> queues = new LinkedHashMap<>();
		consumers.forEach((consumer) -> queues.put(consumer.queue(), describe(consumer)));
		health.withDetail("queues", queues);
		health.withDetail("restarts", consumers.stream().mapToLong(ConsumerState::restarts).sum());
		CredentialsState credentials = connection.credentials();
		if (credentials != null) {
			health.withDetail("credentials", describe(credentials));
		}
		Exception failure = connection.lastFailure();
		if (failure != null) {
			health.withDetail("failure", ConnectionFailure.of(failure))
				.withDetail("error", ConnectionFailure.describe(failure));
		}
	}

	private static Map<String, String> describe(CredentialsState credentials) {
		Map<String, String> details = new LinkedHashMap<>();
		details.put("status", credentials.status().name());
		if (credentials.timeBeforeExpiration() != null) {
			details.put("expiresIn", credentials.timeBeforeExpiration().truncatedTo(ChronoUnit.SECONDS).toString());
		}
		return details;
	}

	private static String describe(ConsumerState consumer) {
		if (consumer.refusal() != null) {
			return "refused: " + consumer.refusal().getMessage();
		}
		return consumer.consuming() ? "consuming" : "not consuming";
	}

}
