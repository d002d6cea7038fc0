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

import java.util.List;

import io.amphora.autoconfigure.AmphoraConnectionProperties;
import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.transport.BrokerTransport;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;

/**
 * Creates the beans of the connections under {@code amphora.connections}.
 */
final class NamedConnections {

	private final AmphoraProperties properties;

	private final Environment environment;

	private final List<AmphoraConnectionFactoryCustomizer> customizers;

	private final @Nullable SslBundles sslBundles;

	private final ListableBeanFactory beanFactory;

	NamedConnections(AmphoraProperties properties, Environment environment,
			List<AmphoraConnectionFactoryCustomizer> customizers, @Nullable SslBundles sslBundles,
			ListableBeanFactory beanFactory) {
		this.properties = properties;
		this.environment = environment;
		this.customizers = customizers;
		this.sslBundles = sslBundles;
		this.beanFactory = beanFactory;
	}

	CachingConnectionFactory connectionFactory(String name) {
		ConnectionSettings settings = settings(name);
		AmphoraConnectionDetails details = details(name);
		return new ConnectionFactoryCreator(details, settings, this.properties.serializer(),
				ConnectionCredentials.find(this.beanFactory, settings, details))
			.create(settings.connectionName(this.environment), this.customizers);
	}

	BrokerTransport transport(String name, ConnectionFactory connectionFactory) {
		return settings(name).transport(connectionFactory);
	}

	/** Beans of the application take precedence over properties. */
	AmphoraConnectionDetails details(String name) {
		String bean = QualifiedBeans.find(this.beanFactory, AmphoraConnectionDetails.class, name);
		return (bean != null) ? this.beanFactory.getBean(bean, AmphoraConnectionDetails.class)
				: new PropertiesAmphoraConnectionDetails(settings(name), this.sslBundles);
	}

	private ConnectionSettings settings(String name) {
		AmphoraConnectionProperties connection = this.properties.connections().get(name);
		if (connection == null) {
			throw new IllegalStateException("Missing properties for connection '" + name + "'");
		}
		return new ConnectionSettings(name, connection);
	}

}
