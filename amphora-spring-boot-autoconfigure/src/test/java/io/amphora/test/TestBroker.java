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

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import io.amphora.transport.connection.ReadingThread;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * The broker of a test class.
 *
 * @see BrokerTest
 * @see RabbitMqTest
 */
public final class TestBroker implements AutoCloseable {

	private final BrokerAddress address;

	private final List<CachingConnectionFactory> connectionFactories = new CopyOnWriteArrayList<>();

	TestBroker(BrokerAddress address) {
		this.address = address;
	}

	public String host() {
		return this.address.host();
	}

	public int port() {
		return this.address.port();
	}

	public String username() {
		return this.address.username();
	}

	public String password() {
		return this.address.password();
	}

	public String virtualHost() {
		return this.address.virtualHost();
	}

	public String uri() {
		return "amqp://%s:%s@%s:%d/%s".formatted(encode(username()), encode(password()), host(), port(),
				encode(virtualHost()));
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/**
	 * Whether this is a real RabbitMQ, not the embedded broker.
	 * @return {@code true} if it is
	 */
	public boolean rabbitMq() {
		return this.address.rabbitMq();
	}

	/**
	 * Create a connection factory; nobody needs to close it.
	 * @return a new one, closed after the test class
	 */
	public CachingConnectionFactory connectionFactory() {
		return connectionFactory(host(), port());
	}

	/**
	 * Create a connection factory that connects through a proxy; nobody needs to close
	 * it.
	 * @param proxy what stands between the connection and this broker
	 * @return a new one, closed after the test class
	 */
	public CachingConnectionFactory connectionFactory(TcpProxy proxy) {
		return connectionFactory(proxy.host(), proxy.port());
	}

	private CachingConnectionFactory connectionFactory(String host, int port) {
		CachingConnectionFactory connectionFactory = new CachingConnectionFactory(host, port);
		connectionFactory.setUsername(username());
		connectionFactory.setPassword(password());
		connectionFactory.setVirtualHost(virtualHost());
		connectionFactory.setExecutor(ReadingThread.executor());
		this.connectionFactories.add(connectionFactory);
		return connectionFactory;
	}

	/**
	 * A name that no other test uses on a broker that may be shared.
	 * @param prefix how the name starts
	 * @return the prefix with something random behind it
	 */
	public String uniqueName(String prefix) {
		return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
	}

	/**
	 * How an application is told to use this broker.
	 * @return {@code name=value} pairs
	 */
	public String[] properties() {
		return new String[] { "amphora.host=" + host(), "amphora.port=" + port(), "amphora.username=" + username(),
				"amphora.password=" + password(), "amphora.virtual-host=" + virtualHost() };
	}

	@Override
	public void close() {
		this.connectionFactories.forEach(CachingConnectionFactory::destroy);
	}

}
