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
import org.jspecify.annotations.Nullable;

/**
 * Callback interface that can be implemented by beans wishing to customize the
 * {@link ConnectionFactory} of Amphora's connections to fine-tune its auto-configuration.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface AmphoraConnectionFactoryCustomizer {

	/**
	 * Customize the connection factory of any connection, after the properties were
	 * applied.
	 * @param connectionFactory the connection factory of the RabbitMQ client
	 */
	void customize(ConnectionFactory connectionFactory);

	/**
	 * Customize the connection factory of one of several connections, after the
	 * properties were applied. By default, all connections are customized in the same
	 * way.
	 * @param connectionFactory the connection factory of the RabbitMQ client
	 * @param connection the name of the connection, or {@code null} for the default one
	 */
	default void customize(ConnectionFactory connectionFactory, @Nullable String connection) {
		customize(connectionFactory);
	}

}
