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

import org.testcontainers.containers.RabbitMQContainer;

import org.springframework.boot.testcontainers.service.connection.ServiceConnection;

/**
 * Creates connection details from a {@link RabbitMQContainer} with
 * {@link ServiceConnection @ServiceConnection} of the package that Testcontainers has
 * deprecated.
 */
@SuppressWarnings("deprecation")
class DeprecatedRabbitMqContainerConnectionDetailsFactory
		extends AbstractRabbitMqContainerConnectionDetailsFactory<RabbitMQContainer> {

	@Override
	String url(RabbitMQContainer container, boolean encrypted) {
		return encrypted ? container.getAmqpsUrl() : container.getAmqpUrl();
	}

	@Override
	String username(RabbitMQContainer container) {
		return container.getAdminUsername();
	}

	@Override
	String password(RabbitMQContainer container) {
		return container.getAdminPassword();
	}

}
