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

import io.amphora.AmphoraConfigurationException;
import io.amphora.transport.connection.BrokerConnectionFactory;
import io.amphora.transport.connection.ConnectionFailure;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * Thrown at start-up if the broker cannot be reached and fail-fast is enabled.
 */
final class BrokerUnreachableException extends AmphoraConfigurationException {

	private BrokerUnreachableException(String message, String prefix, AmqpException cause) {
		super(message, message,
				(remedy(ConnectionFailure.of(cause))
						+ " To start without a connection and connect later, set '%1$s.fail-fast' to false.")
					.formatted(prefix),
				cause);
	}

	private static String message(ConnectionFactory connectionFactory, AmqpException cause) {
		String broker = "the broker at " + BrokerConnectionFactory.address(connectionFactory);
		return ConnectionFailure.of(cause).reason(broker, cause);
	}

	static void throwUnlessReachable(ConnectionFactory connectionFactory, String prefix) {
		try {
			connectionFactory.createConnection().close();
		}
		catch (AmqpException ex) {
			throw new BrokerUnreachableException(message(connectionFactory, ex), prefix, ex);
		}
	}

	/** Return the remedy, with a placeholder for the prefix of the properties. */
	private static String remedy(ConnectionFailure failure) {
		return switch (failure) {
			case ADDRESS -> "Start the broker, or correct '%1$s.host', '%1$s.port' or '%1$s.addresses'.";
			case TLS -> "Correct the certificates, or '%1$s.ssl.bundle' or '%1$s.ssl.enabled'.";
			case LOGIN -> "Correct '%1$s.username' and '%1$s.password'.";
			case VIRTUAL_HOST ->
				"Create the virtual host, give the user permissions in it, or correct '%1$s.virtual-host'.";
			case CREDENTIALS, PERMISSION, TOPOLOGY, OTHER -> failure.remedy();
		};
	}

}
