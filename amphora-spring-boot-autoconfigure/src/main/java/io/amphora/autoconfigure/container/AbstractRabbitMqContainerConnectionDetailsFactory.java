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
import org.testcontainers.containers.Container;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionDetailsFactory;
import org.springframework.boot.testcontainers.service.connection.ContainerConnectionSource;

/**
 * Creates connection details from a RabbitMQ container. Testcontainers has two types of
 * them, which have only {@link Container} in common.
 *
 * @param <C> the type of the container
 */
abstract class AbstractRabbitMqContainerConnectionDetailsFactory<C extends Container<?>>
		extends ContainerConnectionDetailsFactory<C, AmphoraConnectionDetails> {

	@Override
	protected AmphoraConnectionDetails getContainerConnectionDetails(ContainerConnectionSource<C> source) {
		return new AmphoraContainerConnectionDetails(source);
	}

	abstract String url(C container, boolean encrypted);

	abstract String username(C container);

	abstract String password(C container);

	/**
	 * The bean is named after this class, whose name thus has to differ from that of the
	 * details that Spring Boot's RabbitMQ support creates.
	 */
	private final class AmphoraContainerConnectionDetails extends ContainerConnectionDetails<C>
			implements AmphoraConnectionDetails {

		private AmphoraContainerConnectionDetails(ContainerConnectionSource<C> source) {
			super(source);
		}

		@Override
		public List<Address> getAddresses() {
			URI uri = URI.create(url(getContainer(), getSslBundle() != null));
			return List.of(new Address(uri.getHost(), uri.getPort()));
		}

		@Override
		public String getUsername() {
			return username(getContainer());
		}

		@Override
		public String getPassword() {
			return password(getContainer());
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
