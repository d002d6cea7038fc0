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

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.rabbitmq.client.Address;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Attempts to connect that fail, for what connection factories do not show otherwise.
 */
final class ConnectionAttempts {

	private ConnectionAttempts() {
	}

	/** Return the name of the connection that an attempt would open. */
	static String connectionName(CachingConnectionFactory factory) {
		List<String> names = new ArrayList<>();
		factory.getRabbitConnectionFactory().setSslContextFactory((name) -> {
			names.add(name);
			throw new IllegalStateException("This attempt only shows the name");
		});
		assertThatThrownBy(factory::createConnection).hasStackTraceContaining("This attempt only shows the name");
		return names.get(0);
	}

	/** Return the maximum size of messages of an attempt that nothing listens for. */
	static int maxInboundMessageBodySize(com.rabbitmq.client.ConnectionFactory client) {
		assertThatThrownBy(() -> client.newConnection(List.of(new Address("127.0.0.1", 1))))
			.isInstanceOf(IOException.class);
		return client.params(null).getMaxInboundMessageBodySize();
	}

}
