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

package io.amphora.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties of a connection to a broker. A value is {@code null} if it is
 * not set.
 *
 * @since 0.1.0
 * @param host Host of the broker. Defaults to 127.0.0.1.
 * @param port Port of the broker. Defaults to 5672, and to 5671 if the connection is
 * encrypted.
 * @param addresses Comma-separated list of the addresses of a cluster, each a host or
 * host:port. Cannot be combined with host or port.
 * @param username User to log in to the broker with. Defaults to guest.
 * @param password Password to log in to the broker with. Defaults to guest.
 * @param virtualHost Virtual host of the broker. Defaults to /.
 * @param ssl Encryption of the connection.
 * @param saslMechanism Mechanism to log in with: username and password, or the
 * certificate of the client.
 * @param connectionName Name of the connection in the management UI of the broker.
 * Defaults to the name of the application followed by that of the connection.
 * @param requestedHeartbeat Heartbeat timeout to request, in whole seconds; zero disables
 * heartbeats.
 * @param connectionTimeout Timeout for opening and closing connections.
 * @param failFast Whether to fail start-up if the application cannot connect to the
 * broker. Permissions for exchanges and queues are not checked.
 * @param retry Reconnection back-off.
 */
public record AmphoraConnectionProperties(@Nullable String host, @Nullable Integer port,
		@DefaultValue List<String> addresses, @Nullable String username, @Nullable String password,
		@Nullable String virtualHost, @DefaultValue AmphoraSslProperties ssl,
		@DefaultValue("plain") SaslMechanism saslMechanism, @Nullable String connectionName,
		@DefaultValue("15s") Duration requestedHeartbeat, @DefaultValue("10s") Duration connectionTimeout,
		@DefaultValue("false") boolean failFast, @DefaultValue AmphoraRetryProperties retry) {

	/**
	 * Remove additional spellings of names, as of environment variables.
	 * @param byName the properties of the connections by name
	 * @return the properties by the spelling that is the name of the connection
	 */
	public static Map<String, AmphoraConnectionProperties> distinct(Map<String, AmphoraConnectionProperties> byName) {
		return RelaxedNames.distinct(byName, AmphoraConnectionProperties::withoutConnectionName);
	}

	private AmphoraConnectionProperties withoutConnectionName() {
		return new AmphoraConnectionProperties(this.host, this.port, this.addresses, this.username, this.password,
				this.virtualHost, this.ssl, this.saslMechanism, null, this.requestedHeartbeat, this.connectionTimeout,
				this.failFast, this.retry);
	}

	/** Omits the password. */
	@Override
	public String toString() {
		return "AmphoraConnectionProperties[host=%s, port=%s, addresses=%s]".formatted(this.host, this.port,
				this.addresses);
	}

}
