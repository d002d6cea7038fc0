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

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.CredentialsRefreshService;
import io.amphora.autoconfigure.SaslMechanism;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The beans that provide the credentials of a connection, as in Spring Boot's own
 * RabbitMQ support. A username or password that is configured for Amphora takes
 * precedence.
 *
 * @param provider provides the username and the password, or {@code null}
 * @param refreshService sends refreshed credentials to the broker while connections are
 * open, or {@code null}
 */
record ConnectionCredentials(@Nullable CredentialsProvider provider,
		@Nullable CredentialsRefreshService refreshService) {

	private static final ConnectionCredentials NONE = new ConnectionCredentials(null, null);

	/**
	 * Find the credentials of a connection: the beans with the name or qualifier of the
	 * connection, otherwise the only beans of their type.
	 */
	static ConnectionCredentials find(ListableBeanFactory beanFactory, ConnectionSettings settings,
			AmphoraConnectionDetails details) {
		if (settings.properties().saslMechanism() == SaslMechanism.EXTERNAL || hasLogin(details)) {
			return NONE;
		}
		return new ConnectionCredentials(find(beanFactory, CredentialsProvider.class, settings.name()),
				find(beanFactory, CredentialsRefreshService.class, settings.name()));
	}

	private static boolean hasLogin(AmphoraConnectionDetails details) {
		return !(details instanceof RabbitMqConnectionDetails)
				&& (details.getUsername() != null || details.getPassword() != null);
	}

	private static <T> @Nullable T find(ListableBeanFactory beanFactory, Class<T> type, @Nullable String connection) {
		String bean = (connection != null) ? QualifiedBeans.find(beanFactory, type, connection) : null;
		return (bean != null) ? beanFactory.getBean(bean, type) : beanFactory.getBeanProvider(type).getIfUnique();
	}

	void applyTo(ConnectionFactory connectionFactory) {
		if (this.provider != null) {
			connectionFactory.setCredentialsProvider(this.provider);
		}
		if (this.refreshService != null) {
			connectionFactory.setCredentialsRefreshService(this.refreshService);
		}
	}

}
