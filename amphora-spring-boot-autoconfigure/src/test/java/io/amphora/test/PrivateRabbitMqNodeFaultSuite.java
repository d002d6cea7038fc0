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

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what a {@link PrivateRabbitMqNode} keeps when it is stopped or killed.
 */
@RabbitMqNodeTest
class PrivateRabbitMqNodeFaultSuite {

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	@Test
	void keepsAPersistentMessageWhenKilled() throws Exception {
		publish("survivor");
		awaitQueuesAreWritten();
		node.kill();
		assertThat(AmqpProbe.accepts(node.port())).isFalse();
		node.start();
		assertThat(take("survivor")).isEqualTo("payload");
	}

	/** A node writes what it knows of queues a little later than their messages. */
	private static void awaitQueuesAreWritten() {
		await().pollDelay(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(30)).until(() -> true);
	}

	@Test
	void keepsAPersistentMessageWhenStopped() throws Exception {
		publish("rested");
		node.stop();
		node.start();
		assertThat(take("rested")).isEqualTo("payload");
	}

	private static void publish(String queue) throws Exception {
		try (Connection connection = connect(); Channel channel = connection.createChannel()) {
			channel.queueDeclare(queue, true, false, false, null);
			channel.confirmSelect();
			channel.basicPublish("", queue, MessageProperties.PERSISTENT_TEXT_PLAIN, "payload".getBytes());
			channel.waitForConfirmsOrDie(10_000);
		}
	}

	private static String take(String queue) throws Exception {
		try (Connection connection = connect(); Channel channel = connection.createChannel()) {
			return new String(channel.basicGet(queue, true).getBody());
		}
	}

	private static Connection connect() throws Exception {
		ConnectionFactory connectionFactory = new ConnectionFactory();
		connectionFactory.setHost(node.host());
		connectionFactory.setPort(node.port());
		return connectionFactory.newConnection();
	}

}
