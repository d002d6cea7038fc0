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

package io.amphora.test;

import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

/**
 * The broker that a person points at. It is shared with others and its virtual host is
 * used as it is, so tests keep apart by {@link TestBroker#uniqueName unique names} only.
 * If it cannot be used, the build fails, rather than each of its tests.
 */
final class UriBrokerSource implements BrokerSource {

	private static final int LIMIT_MILLIS = 10_000;

	@Override
	public BrokerAddress find() throws NoBrokerException {
		String uri = TestSettings.rabbitMqUri()
			.orElseThrow(() -> new NoBrokerException(TestSettings.RABBITMQ_URI + " is not set"));
		return find(uri);
	}

	static BrokerAddress find(String uri) {
		ConnectionFactory parsed = parse(uri);
		BrokerAddress address = new BrokerAddress("the RabbitMQ of " + TestSettings.RABBITMQ_URI, true,
				parsed.getHost(), parsed.getPort(), parsed.getUsername(), parsed.getPassword(), parsed.getVirtualHost(),
				() -> {
				});
		connect(parsed, address);
		return address;
	}

	// Messages of the causes contain the URI, and with it the password.
	private static ConnectionFactory parse(String uri) {
		ConnectionFactory parsed = new ConnectionFactory();
		try {
			parsed.setUri(uri);
		}
		catch (URISyntaxException | GeneralSecurityException | RuntimeException ex) {
			throw new IllegalStateException(TestSettings.RABBITMQ_URI + " is not an AMQP URI such as "
					+ "amqp://user:password@host:5672/virtual-host");
		}
		if (parsed.isSSL()) {
			throw new IllegalStateException(TestSettings.RABBITMQ_URI + " must begin with amqp, not with amqps");
		}
		return parsed;
	}

	private static void connect(ConnectionFactory parsed, BrokerAddress address) {
		parsed.setConnectionTimeout(LIMIT_MILLIS);
		parsed.setHandshakeTimeout(LIMIT_MILLIS);
		try (Connection connection = parsed.newConnection("amphora tests")) {
			connection.createChannel();
		}
		catch (IOException | TimeoutException ex) {
			throw new IllegalStateException("Cannot use %s as %s with virtual host %s: %s"
				.formatted(address.description(), address.username(), address.virtualHost(), reason(ex)), ex);
		}
	}

	private static String reason(Throwable ex) {
		return Stream.iterate(ex, Objects::nonNull, Throwable::getCause)
			.map(Throwable::toString)
			.collect(Collectors.joining(", caused by "));
	}

}
