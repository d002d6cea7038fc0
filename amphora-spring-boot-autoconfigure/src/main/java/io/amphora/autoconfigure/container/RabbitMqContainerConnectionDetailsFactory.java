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

package io.amphora.autoconfigure.container;

import java.net.URI;
import java.util.List;

import io.amphora.autoconfigure.connection.AmphoraConnectionDetails;
import org.jspecify.annotations.Nullable;
import org.testcontainers.rabbitmq.RabbitMQContainer;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

/**
 * Creates connection details from a {@link RabbitMQContainer} with
 * {@link ServiceConnection @ServiceConnection}.
 */
class RabbitMqContainerConnectionDetailsFactory
		extends ContainerConnectionDetailsFactory<RabbitMQContainer, AmphoraConnectionDetails> {

	@Override
	protected AmphoraConnectionDetails getContainerConnectionDetails(
			ContainerConnectionSource<RabbitMQContainer> source) {
		return new AmphoraContainerConnectionDetails(source);
	}

	/**
	 * The bean is named after this class, whose name thus has to differ from that of the
	 * details that Spring Boot's RabbitMQ support creates.
	 */
	private static final class AmphoraContainerConnectionDetails extends ContainerConnectionDetails<RabbitMQContainer>
			implements AmphoraConnectionDetails {

		private AmphoraContainerConnectionDetails(ContainerConnectionSource<RabbitMQContainer> source) {
			super(source);
		}

		@Override
		public List<Address> getAddresses() {
			RabbitMQContainer container = getContainer();
			URI uri = URI.create((getSslBundle() != null) ? container.getAmqpsUrl() : container.getAmqpUrl());
			return List.of(new Address(uri.getHost(), uri.getPort()));
		}

		@Override
		public String getUsername() {
			return getContainer().getAdminUsername();
		}

		@Override
		public String getPassword() {
			return getContainer().getAdminPassword();
		}

		@Override
		public @Nullable String getVirtualHost() {
			return new RabbitMqEnvironment(getContainer().getEnvMap()).virtualHost();
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			return super.getSslBundle();
		}

	}

}
