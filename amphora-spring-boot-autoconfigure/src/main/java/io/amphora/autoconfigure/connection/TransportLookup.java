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

import java.util.Set;

import io.amphora.transport.BrokerTransport;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Finds the transports of connections for a bean that uses them. The bean is destroyed
 * before the transports.
 *
 * @since 0.1.0
 */
public final class TransportLookup {

	private final BrokerTransport defaultTransport;

	private final Set<String> known;

	private final ConfigurableListableBeanFactory beanFactory;

	private final String user;

	/**
	 * Create an instance.
	 * @param defaultTransport the transport of the default connection
	 * @param known the names of the other connections
	 * @param beanFactory the bean factory with the transports
	 * @param user the name of the bean that uses the transports
	 */
	public TransportLookup(BrokerTransport defaultTransport, Set<String> known,
			ConfigurableListableBeanFactory beanFactory, String user) {
		this.defaultTransport = defaultTransport;
		this.known = known;
		this.beanFactory = beanFactory;
		this.user = user;
	}

	/**
	 * Return the transport of a connection.
	 * @param connection the name of the connection, or {@code null} for the default one
	 * @param property the property that specifies the name, or {@code null} if the name
	 * is set in code
	 * @return the transport
	 * @throws UnknownConnectionException if the connection does not exist
	 */
	public BrokerTransport get(@Nullable String connection, @Nullable String property) {
		if (connection == null) {
			return this.defaultTransport;
		}
		String bean = QualifiedBeans.find(this.beanFactory, BrokerTransport.class, connection);
		if (bean == null) {
			throw this.known.contains(connection) ? UnknownConnectionException.configuredLater(connection, property)
					: UnknownConnectionException.of(connection, property, this.known);
		}
		this.beanFactory.registerDependentBean(bean, this.user);
		return this.beanFactory.getBean(bean, BrokerTransport.class);
	}

}
