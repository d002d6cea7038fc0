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

package io.amphora.benchmark.load;

import java.util.UUID;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MetricsCollector;
import com.rabbitmq.client.NoOpMetricsCollector;
import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.transport.connection.ReadingThread;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * The RabbitMQ to measure with: a node of our own, unless one is named.
 */
public final class BenchmarkBroker implements AutoCloseable {

	private final @Nullable PrivateRabbitMqNode node;

	private final String uri;

	/**
	 * Use a broker.
	 * @param uri its address, or {@code null} to start a node
	 */
	public BenchmarkBroker(@Nullable String uri) {
		this.node = (uri != null) ? null : PrivateRabbitMqNode.builder().build();
		if (this.node != null) {
			this.node.start();
		}
		this.uri = (this.node != null) ? "amqp://guest:guest@%s:%d".formatted(this.node.host(), this.node.port())
				: String.valueOf(uri);
	}

	/**
	 * The broker's address, for other processes.
	 * @return the URI
	 */
	public String uri() {
		return this.uri;
	}

	public String description() {
		return (this.node != null) ? this.node.version() + ", a node of its own" : "a RabbitMQ that was there";
	}

	/** The settings of the Java client, for a connection of one's own. */
	public ConnectionFactory bareFactory() throws Exception {
		ConnectionFactory factory = new ConnectionFactory();
		factory.setUri(this.uri);
		return factory;
	}

	/**
	 * Create connections as Spring AMQP does by default.
	 * @return the connections
	 * @throws Exception if the broker's address is invalid
	 */
	public CachingConnectionFactory springFactory() throws Exception {
		return springFactory(new NoOpMetricsCollector());
	}

	/** With connections and channels that somebody counts. */
	public CachingConnectionFactory springFactory(MetricsCollector metrics) throws Exception {
		ConnectionFactory factory = bareFactory();
		factory.setMetricsCollector(metrics);
		factory.setAutomaticRecoveryEnabled(false);
		return new CachingConnectionFactory(factory);
	}

	/** As auto-configuration makes it. */
	public CachingConnectionFactory amphoraFactory() throws Exception {
		ConnectionFactory client = bareFactory();
		client.setAutomaticRecoveryEnabled(false);
		CachingConnectionFactory connectionFactory = new CachingConnectionFactory(client);
		connectionFactory.setExecutor(ReadingThread.executor());
		return connectionFactory;
	}

	public String uniqueName(String prefix) {
		return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
	}

	@Override
	public void close() {
		if (this.node != null) {
			this.node.close();
		}
	}

}
