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

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Consumer;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.AmphoraServerBuilder;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;

/**
 * A service that only one test uses, with its servers and clients. They are closed after
 * the test, in reverse order. For one thread.
 *
 * @see BrokerTest
 */
public final class TestService implements AutoCloseable {

	/** Timeout of calls that have to succeed, and default timeout of clients. */
	public static final Duration PATIENCE = Duration.ofSeconds(30);

	private final TestBroker broker;

	private final String name;

	private final Deque<AutoCloseable> opened = new ArrayDeque<>();

	TestService(TestBroker broker, Class<?> test) {
		this.broker = broker;
		this.name = broker.uniqueName(prefix(test));
	}

	private static String prefix(Class<?> test) {
		String subject = test.getSimpleName().replaceFirst("(Integration)?Tests$", "");
		return subject.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
	}

	/**
	 * Return the name of the service.
	 * @return a name that no other test uses
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the broker of the test.
	 * @return the broker
	 */
	public TestBroker broker() {
		return this.broker;
	}

	/**
	 * Create a server, which does not serve yet.
	 * @return a server with default settings
	 */
	public AmphoraServer server() {
		return server((builder) -> {
		});
	}

	/**
	 * Create a server, which does not serve yet.
	 * @param settings changes the settings
	 * @return a server
	 */
	public AmphoraServer server(Consumer<AmphoraServerBuilder<AmphoraServer>> settings) {
		return server(this.broker.connectionFactory(), settings);
	}

	/**
	 * Create a server on given connections, which does not serve yet.
	 * @param connectionFactory creates its connections
	 * @param settings changes the settings
	 * @return a server
	 */
	public AmphoraServer server(ConnectionFactory connectionFactory,
			Consumer<AmphoraServerBuilder<AmphoraServer>> settings) {
		AmphoraServerBuilder<AmphoraServer> builder = AmphoraServer.builder(this.name, connectionFactory);
		settings.accept(builder);
		return closeLater(builder.build());
	}

	/**
	 * Create a fanout server, which does not serve yet.
	 * @return a fanout server with default settings
	 */
	public AmphoraFanoutServer fanoutServer() {
		return fanoutServer((builder) -> {
		});
	}

	/**
	 * Create a fanout server, which does not serve yet.
	 * @param settings changes the settings
	 * @return a fanout server
	 */
	public AmphoraFanoutServer fanoutServer(Consumer<AmphoraServerBuilder<AmphoraFanoutServer>> settings) {
		AmphoraServerBuilder<AmphoraFanoutServer> builder = AmphoraFanoutServer.builder(this.name,
				this.broker.connectionFactory());
		settings.accept(builder);
		return closeLater(builder.build());
	}

	/**
	 * Create a client, which serves with its first call.
	 * @return a client with default settings
	 */
	public AmphoraClient client() {
		return client((builder) -> {
		});
	}

	/**
	 * Create a client, which serves with its first call.
	 * @param settings changes the settings
	 * @return a client
	 */
	public AmphoraClient client(Consumer<AmphoraClientBuilder<AmphoraClient>> settings) {
		return client(this.broker.connectionFactory(), settings);
	}

	/**
	 * Create a client on given connections, which serves with its first call.
	 * @param connectionFactory creates its connections
	 * @param settings changes the settings
	 * @return a client
	 */
	public AmphoraClient client(ConnectionFactory connectionFactory,
			Consumer<AmphoraClientBuilder<AmphoraClient>> settings) {
		AmphoraClientBuilder<AmphoraClient> builder = AmphoraClient.builder(this.name, connectionFactory)
			.timeout(PATIENCE);
		settings.accept(builder);
		return closeLater(builder.build());
	}

	/**
	 * Create a fanout client, which serves with its first call.
	 * @param settings changes the settings
	 * @return a fanout client
	 */
	public AmphoraFanoutClient fanoutClient(Consumer<AmphoraClientBuilder<AmphoraFanoutClient>> settings) {
		AmphoraClientBuilder<AmphoraFanoutClient> builder = AmphoraFanoutClient
			.builder(this.name, this.broker.connectionFactory())
			.timeout(PATIENCE);
		settings.accept(builder);
		return closeLater(builder.build());
	}

	/**
	 * Close something after the test, before everything that was opened earlier.
	 * @param <C> its type
	 * @param closeable what to close
	 * @return the same
	 */
	public <C extends AutoCloseable> C closeLater(C closeable) {
		this.opened.push(closeable);
		return closeable;
	}

	@Override
	public void close() {
		IllegalStateException failure = new IllegalStateException("Could not close all of service " + this.name);
		while (!this.opened.isEmpty()) {
			try {
				this.opened.pop().close();
			}
			catch (Exception ex) {
				failure.addSuppressed(ex);
			}
		}
		if (failure.getSuppressed().length > 0) {
			throw failure;
		}
	}

}
