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

import io.amphora.topology.QueueType;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for Amphora. A value is {@code null} if it is not set.
 *
 * @since 0.1.0
 * @param host Host of the broker.
 * @param port Port of the broker.
 * @param addresses Comma-separated list of the addresses of a cluster, each a host or
 * host:port. Cannot be combined with host or port.
 * @param username User to log in to the broker with.
 * @param password Password to log in to the broker with.
 * @param virtualHost Virtual host of the broker.
 * @param ssl Encryption of connections.
 * @param saslMechanism Mechanism to log in with: username and password, or the
 * certificate of the client.
 * @param connectionName Name of the connections in the management UI of the broker.
 * Defaults to the name of the application.
 * @param requestedHeartbeat Heartbeat timeout to request, in whole seconds; zero disables
 * heartbeats.
 * @param connectionTimeout Timeout for opening and closing connections.
 * @param failFast Whether to fail start-up if the application cannot connect to the
 * broker. Permissions for exchanges and queues are not checked.
 * @param connections Additional connections by name. They do not inherit values from the
 * default connection.
 * @param appId Application id to send with requests and replies. Defaults to the name of
 * the application.
 * @param deliveryMode Delivery mode of requests and replies.
 * @param queueType Type of the queues to declare.
 * @param publisher Buffering of requests.
 * @param replyQueueType Type of the queues that clients receive replies from. Defaults to
 * the type of the other queues or, without one, to classic.
 * @param retry Reconnection back-off.
 * @param serializer Limits of messages.
 * @param server Configuration of servers.
 * @param clients Clients to create, by bean name. The value is the service if no other
 * properties are set.
 */
@ConfigurationProperties("amphora")
public record AmphoraProperties(@Nullable String host, @Nullable Integer port, @DefaultValue List<String> addresses,
		@Nullable String username, @Nullable String password, @Nullable String virtualHost,
		@NestedConfigurationProperty @DefaultValue AmphoraSslProperties ssl,
		@DefaultValue("plain") SaslMechanism saslMechanism, @Nullable String connectionName,
		@DefaultValue("15s") Duration requestedHeartbeat, @DefaultValue("10s") Duration connectionTimeout,
		@DefaultValue("false") boolean failFast, @DefaultValue Map<String, AmphoraConnectionProperties> connections,
		@Nullable String appId, @DefaultValue("persistent") MessageDeliveryMode deliveryMode,
		@DefaultValue("broker-default") QueueType queueType, @Nullable QueueType replyQueueType,
		@NestedConfigurationProperty @DefaultValue AmphoraPublisherProperties publisher,
		@NestedConfigurationProperty @DefaultValue AmphoraRetryProperties retry,
		@NestedConfigurationProperty @DefaultValue AmphoraSerializerProperties serializer,
		@NestedConfigurationProperty @DefaultValue AmphoraServerProperties server,
		@DefaultValue Map<String, AmphoraClientProperties> clients) {

	/** Name of the property {@code connections}. */
	public static final String CONNECTIONS = "amphora.connections";

	public AmphoraProperties {
		connections = AmphoraConnectionProperties.distinct(connections);
		clients = AmphoraClientProperties.distinct(clients);
	}

	/** Omits the password. */
	@Override
	public String toString() {
		return "AmphoraProperties[host=%s, port=%s, addresses=%s, connections=%s, clients=%s]".formatted(this.host,
				this.port, this.addresses, this.connections.keySet(), this.clients.keySet());
	}

}
