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

import java.util.stream.Stream;

import io.amphora.autoconfigure.AmphoraConnectionProperties;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.core.env.Environment;

/**
 * Warns if the address of the broker is only configured for Spring Boot's own RabbitMQ
 * support, and Amphora does not use its connection.
 */
final class IgnoredRabbitMqProperties {

	private static final Log logger = LogFactory.getLog(IgnoredRabbitMqProperties.class);

	private IgnoredRabbitMqProperties() {
	}

	/**
	 * Warn unless Amphora's own properties contain an address.
	 * @param properties the properties of the default connection
	 */
	static void warn(AmphoraConnectionProperties properties, Environment environment) {
		if (properties.host() == null && properties.addresses().isEmpty()) {
			String reason = PropertiesAmphoraConnectionDetails.arePresentIn(properties)
					? "properties under 'amphora' configure its connection"
					: "there is no connection of Spring Boot's RabbitMQ support (spring-boot-starter-amqp), or several";
			Stream.of("spring.rabbitmq.host", "spring.rabbitmq.addresses")
				.filter(environment::containsProperty)
				.findFirst()
				.ifPresent((ignored) -> logger
					.warn("Amphora ignores '%s', as %s. Set 'amphora.host' or 'amphora.addresses'".formatted(ignored,
							reason)));
		}
	}

}
