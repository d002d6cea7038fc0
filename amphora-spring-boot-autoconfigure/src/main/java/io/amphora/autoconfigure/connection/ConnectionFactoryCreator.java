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

import java.time.Duration;
import java.util.List;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultSaslConfig;
import io.amphora.autoconfigure.AmphoraConnectionProperties;
import io.amphora.autoconfigure.AmphoraSerializerProperties;
import io.amphora.autoconfigure.CheckedProperties;
import io.amphora.autoconfigure.SaslMechanism;
import io.amphora.transport.connection.BrokerConnectionFactory;
import io.amphora.transport.connection.ProtectedConnectionFactory;
import io.amphora.transport.connection.ReadingThread;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.context.properties.PropertyMapper;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.util.Assert;

/**
 * Creates a connection factory from connection details and properties.
 */
final class ConnectionFactoryCreator {

	private final AmphoraConnectionDetails details;

	private final ConnectionSettings settings;

	private final AmphoraConnectionProperties properties;

	private final AmphoraSerializerProperties serializer;

	private final ConnectionCredentials credentials;

	private final CheckedProperties values;

	ConnectionFactoryCreator(AmphoraConnectionDetails details, ConnectionSettings settings,
			AmphoraSerializerProperties serializer, ConnectionCredentials credentials) {
		this.details = details;
		this.settings = settings;
		this.properties = settings.properties();
		this.serializer = serializer;
		this.credentials = credentials;
		this.values = new CheckedProperties(settings.prefix());
	}

	CachingConnectionFactory create(String connectionName, List<AmphoraConnectionFactoryCustomizer> customizers) {
		ConnectionFactory client = client();
		customizers.forEach((customizer) -> customizer.customize(client, this.settings.name()));
		CachingConnectionFactory connectionFactory = BrokerConnectionFactory.create(client);
		connectionFactory.setAddresses(
				this.details.getAddresses().stream().map(AmphoraConnectionDetails.Address::toString).toList());
		connectionFactory.setConnectionNameStrategy((ignored) -> connectionName);
		connectionFactory.setCloseTimeout(client.getConnectionTimeout());
		connectionFactory.setExecutor(ReadingThread.executor());
		return connectionFactory;
	}

	private ConnectionFactory client() {
		ProtectedConnectionFactory client = new ProtectedConnectionFactory();
		new CheckedProperties("amphora.serializer").set("max-body", this.serializer.maxBody(), client::setMaxBody);
		client.setAutomaticRecoveryEnabled(false);
		client.setThreadFactory(new CustomizableThreadFactory("amphora-connection-"));
		PropertyMapper map = PropertyMapper.get();
		AmphoraConnectionDetails.Address first = this.details.getAddresses().get(0);
		client.setHost(first.host());
		client.setPort(first.port());
		map.from(this.details::getUsername).to(client::setUsername);
		map.from(this.details::getPassword).to(client::setPassword);
		map.from(this.details::getVirtualHost).to(client::setVirtualHost);
		this.credentials.applyTo(client);
		secure(client);
		this.values.set("requested-heartbeat", this.properties.requestedHeartbeat(),
				(heartbeat) -> client.setRequestedHeartbeat(seconds(heartbeat)));
		this.values.set("connection-timeout", this.properties.connectionTimeout(),
				(timeout) -> client.setConnectionTimeout(milliseconds(timeout)));
		return client;
	}

	private void secure(ConnectionFactory client) {
		boolean encrypted = new TlsConfigurer(this.details, this.properties.ssl().verifyHostname()).configure(client);
		if (this.properties.saslMechanism() == SaslMechanism.EXTERNAL) {
			this.values.set("sasl-mechanism", SaslMechanism.EXTERNAL,
					(external) -> Assert.isTrue(encrypted,
							"It needs a client certificate. Set '%s' to a bundle that has one."
								.formatted(this.settings.property("ssl.bundle"))));
			client.setSaslConfig(DefaultSaslConfig.EXTERNAL);
		}
	}

	private static int seconds(Duration heartbeat) {
		long seconds = heartbeat.toSeconds();
		Assert.isTrue(heartbeat.equals(Duration.ofSeconds(seconds)) && seconds >= 0 && seconds <= 65_535,
				"It must be whole seconds, 65535 at most.");
		return (int) seconds;
	}

	private static int milliseconds(Duration timeout) {
		Assert.isTrue(
				timeout.compareTo(Duration.ofMillis(1)) >= 0
						&& timeout.compareTo(Duration.ofMillis(Integer.MAX_VALUE)) <= 0,
				"It must be longer than zero and shorter than 25 days.");
		return (int) timeout.toMillis();
	}

}
