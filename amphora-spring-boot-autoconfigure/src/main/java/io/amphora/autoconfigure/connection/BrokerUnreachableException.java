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

import io.amphora.AmphoraException;
import io.amphora.transport.connection.BrokerConnectionFactory;
import io.amphora.transport.connection.ConnectionFailure;

import org.springframework.amqp.AmqpException;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * Thrown at start-up if the broker cannot be reached and fail-fast is enabled.
 */
final class BrokerUnreachableException extends AmphoraException {

	private final ConnectionFailure failure;

	private final String prefix;

	private BrokerUnreachableException(ConnectionFactory connectionFactory, String prefix, AmqpException cause) {
		super(message(connectionFactory, cause), null, cause);
		this.failure = ConnectionFailure.of(cause);
		this.prefix = prefix;
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
			throw new BrokerUnreachableException(connectionFactory, prefix, ex);
		}
	}

	/** Return the probable cause. */
	ConnectionFailure failure() {
		return this.failure;
	}

	/** Return the prefix of the connection's properties. */
	String prefix() {
		return this.prefix;
	}

}
