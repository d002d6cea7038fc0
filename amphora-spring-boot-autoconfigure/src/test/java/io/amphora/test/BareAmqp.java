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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import org.awaitility.Awaitility;

/**
 * The other side of a conversation with Amphora, made of RabbitMQ's Java client only: it
 * does what a program in another language would do. For one thread.
 */
public final class BareAmqp implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final JsonMapper json = new JsonMapper();

	private final Connection connection;

	private final Channel channel;

	public BareAmqp(TestBroker broker) throws Exception {
		ConnectionFactory connectionFactory = new ConnectionFactory();
		connectionFactory.setUri(broker.uri());
		this.connection = connectionFactory.newConnection("bare");
		this.channel = this.connection.createChannel();
	}

	public Channel channel() {
		return this.channel;
	}

	/**
	 * Declare a queue that goes with this connection.
	 * @param name its name
	 * @return the name
	 * @throws IOException if the broker refuses
	 */
	public String ownQueue(String name) throws IOException {
		return this.channel.queueDeclare(name, false, true, true, Map.of()).getQueue();
	}

	public void publish(String exchange, String routingKey, BasicProperties properties, String body)
			throws IOException {
		this.channel.basicPublish(exchange, routingKey, properties, body.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Wait for the next message of a queue.
	 * @param queue the queue
	 * @return the message, acknowledged
	 */
	public GetResponse take(String queue) {
		return Awaitility.await("message in " + queue)
			.atMost(PATIENCE)
			.pollInterval(Duration.ofMillis(10))
			.until(() -> this.channel.basicGet(queue, true), (message) -> message != null);
	}

	/**
	 * How many messages a queue has that are not with a consumer.
	 * @param queue the queue
	 * @return the number
	 * @throws IOException if there is no such queue
	 */
	public int messageCount(String queue) throws IOException {
		return this.channel.queueDeclarePassive(queue).getMessageCount();
	}

	public void deleteQueue(String queue) {
		try {
			this.channel.queueDelete(queue);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static JsonNode body(GetResponse message) {
		return parse(new String(message.getBody(), StandardCharsets.UTF_8));
	}

	public static JsonNode parse(String text) {
		try {
			return json.readTree(text);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException("No JSON: " + text, ex);
		}
	}

	@Override
	public void close() {
		this.connection.abort();
	}

}
