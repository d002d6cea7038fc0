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

package io.amphora.autoconfigure.connection;

import io.amphora.autoconfigure.AmphoraConnectionProperties;
import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.autoconfigure.AmphoraRetryProperties;
import io.amphora.autoconfigure.CheckedProperties;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.RandomizedBackOff;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.backoff.BackOff;

/**
 * The settings of a connection.
 *
 * @param name the name of the connection, or {@code null} for the default connection
 * @param properties the properties
 */
record ConnectionSettings(@Nullable String name, AmphoraConnectionProperties properties) {

	private static final String DEFAULT_PREFIX = "amphora";

	/** Return the settings of the default connection. */
	static ConnectionSettings of(AmphoraProperties properties) {
		return new ConnectionSettings(null,
				new AmphoraConnectionProperties(properties.host(), properties.port(), properties.addresses(),
						properties.username(), properties.password(), properties.virtualHost(), properties.ssl(),
						properties.saslMechanism(), properties.connectionName(), properties.requestedHeartbeat(),
						properties.connectionTimeout(), properties.failFast(), properties.retry()));
	}

	/** Return the prefix of the properties. */
	String prefix() {
		return (this.name != null) ? AmphoraProperties.CONNECTIONS + "." + this.name : DEFAULT_PREFIX;
	}

	String property(String key) {
		return prefix() + "." + key;
	}

	/** Return the name of the connection in the broker's management. */
	String connectionName(Environment environment) {
		if (this.properties.connectionName() != null) {
			return this.properties.connectionName();
		}
		String application = environment.getProperty("spring.application.name", "amphora");
		return (this.name != null) ? application + "-" + this.name : application;
	}

	BrokerTransport transport(ConnectionFactory connectionFactory) {
		if (this.properties.failFast()) {
			BrokerUnreachableException.throwUnlessReachable(connectionFactory, prefix());
		}
		return new BrokerTransport(connectionFactory, backOff(), this.name);
	}

	private BackOff backOff() {
		AmphoraRetryProperties retry = this.properties.retry();
		CheckedProperties values = new CheckedProperties(property("retry"));
		values.set("initial-interval", retry.initialInterval(), (initial) -> RandomizedBackOff.of(initial, initial));
		values.set("max-interval", retry.maxInterval(), (max) -> RandomizedBackOff.of(retry.initialInterval(), max));
		return RandomizedBackOff.of(retry.initialInterval(), retry.maxInterval());
	}

}
