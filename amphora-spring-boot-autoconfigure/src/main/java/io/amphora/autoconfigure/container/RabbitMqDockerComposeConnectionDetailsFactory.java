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

import java.util.List;

import io.amphora.autoconfigure.connection.AmphoraConnectionDetails;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionDetailsFactory;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.ssl.SslBundle;

/**
 * Creates connection details from a RabbitMQ service that Docker Compose runs.
 */
class RabbitMqDockerComposeConnectionDetailsFactory
		extends DockerComposeConnectionDetailsFactory<AmphoraConnectionDetails> {

	private static final String[] IMAGES = { "rabbitmq", "bitnami/rabbitmq" };

	private static final int PORT = 5672;

	private static final int TLS_PORT = 5671;

	RabbitMqDockerComposeConnectionDetailsFactory() {
		super(IMAGES);
	}

	@Override
	protected AmphoraConnectionDetails getDockerComposeConnectionDetails(DockerComposeConnectionSource source) {
		return new AmphoraDockerComposeConnectionDetails(source.getRunningService());
	}

	private static final class AmphoraDockerComposeConnectionDetails extends DockerComposeConnectionDetails
			implements AmphoraConnectionDetails {

		private final RabbitMqEnvironment environment;

		private final @Nullable SslBundle sslBundle;

		private final List<Address> addresses;

		private AmphoraDockerComposeConnectionDetails(RunningService service) {
			super(service);
			this.environment = new RabbitMqEnvironment(service.env());
			this.sslBundle = getSslBundle(service);
			int port = service.ports().get((this.sslBundle != null) ? TLS_PORT : PORT);
			this.addresses = List.of(new Address(service.host(), port));
		}

		@Override
		public List<Address> getAddresses() {
			return this.addresses;
		}

		@Override
		public String getUsername() {
			return this.environment.username();
		}

		@Override
		public String getPassword() {
			return this.environment.password();
		}

		@Override
		public @Nullable String getVirtualHost() {
			return this.environment.virtualHost();
		}

		@Override
		public @Nullable SslBundle getSslBundle() {
			return this.sslBundle;
		}

	}

}
