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

package io.amphora.embedded;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

class EmbeddedBrokerIntegrationTests {

	private static final BasicProperties PLAIN = new BasicProperties();

	private static EmbeddedBroker broker;

	private Connection connection;

	private Channel channel;

	@BeforeAll
	static void start() {
		broker = EmbeddedBroker.start(0);
	}

	@AfterAll
	static void stop() {
		broker.close();
	}

	@BeforeEach
	void connect() throws Exception {
		this.connection = connect(broker);
		this.channel = this.connection.createChannel();
	}

	@AfterEach
	void disconnect() {
		this.connection.abort();
	}

	@Test
	void confirmsAndDeliversAMessage() throws Exception {
		publish("work", PLAIN);
		assertThat(this.channel.basicGet("work", true).getBody()).asString().isEqualTo("payload");
	}

	@Test
	void deliversAMessageWithAnExpiration() throws Exception {
		publish("work", new BasicProperties.Builder().expiration("60000").build());
		assertThat(this.channel.basicGet("work", true).getProps().getExpiration()).isEqualTo("60000");
	}

	@Test
	void dropsAMessageThatHasExpired() throws Exception {
		publish("work", new BasicProperties.Builder().expiration("1").build());
		await().until(() -> this.channel.queueDeclarePassive("work").getMessageCount() == 0);
		publish("work", new BasicProperties.Builder().expiration("60000").messageId("second").build());
		assertThat(this.channel.basicGet("work", true).getProps().getMessageId()).isEqualTo("second");
	}

	@Test
	void acceptsArgumentsThatOnlyRabbitMqKnows() throws Exception {
		this.channel.queueDeclare("quorum", true, false, false,
				Map.of("x-queue-type", "quorum", "x-message-ttl", 1000, "x-dead-letter-exchange", ""));
		this.channel.exchangeDeclare("exchange", "direct", true, false, Map.of("alternate-exchange", "amq.fanout"));
		assertThat(this.channel.isOpen()).isTrue();
	}

	@Test
	void dropsAMessageThatIsRejectedForGood() throws Exception {
		publish("work", PLAIN);
		GetResponse first = this.channel.basicGet("work", false);
		this.channel.basicReject(first.getEnvelope().getDeliveryTag(), false);
		assertThat(this.channel.basicGet("work", true)).isNull();
	}

	@Test
	void deliversARequeuedMessageAgainAndAgain() throws Exception {
		publish("work", PLAIN);
		for (int attempt = 0; attempt < 5; attempt++) {
			GetResponse again = this.channel.basicGet("work", false);
			this.channel.basicReject(again.getEnvelope().getDeliveryTag(), true);
		}
		assertThat(this.channel.basicGet("work", true)).isNotNull();
	}

	@Test
	void runsBesideAnother() throws Exception {
		publish("work", PLAIN);
		try (EmbeddedBroker other = EmbeddedBroker.start(0); Connection toOther = connect(other)) {
			assertThat(other.port()).isNotEqualTo(broker.port());
			toOther.createChannel().queueDeclare("work", false, false, false, null);
			assertThat(toOther.createChannel().basicGet("work", true)).isNull();
		}
		assertThat(this.channel.basicGet("work", true)).isNotNull();
	}

	@Test
	void startsAgainOnTheSamePortAndHasForgottenEverything() throws Exception {
		EmbeddedBroker first = EmbeddedBroker.start(0);
		connect(first).createChannel().queueDeclare("work", true, false, false, null);
		first.close();
		try (EmbeddedBroker again = EmbeddedBroker.start(first.port()); Connection toAgain = connect(again)) {
			Channel channel = toAgain.createChannel();
			assertThatIOException().isThrownBy(() -> channel.queueDeclarePassive("work"))
				.havingCause()
				.withMessageContaining("404");
		}
	}

	@Test
	void refusesAPortThatIsTaken() throws Exception {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			Set<Thread> before = nonDaemonThreads();
			assertThatExceptionOfType(EmbeddedBrokerException.class)
				.isThrownBy(() -> EmbeddedBroker.start(taken.getLocalPort()))
				.withMessageContaining("127.0.0.1:" + taken.getLocalPort())
				.withMessageContaining("or set another port for the broker");
			await().pollInSameThread().untilAsserted(() -> assertThat(before).containsAll(nonDaemonThreads()));
		}
	}

	@Test
	void leavesNoThreadThatKeepsTheProcessAlive() throws Exception {
		Set<Thread> before = nonDaemonThreads();
		for (int round = 0; round < 3; round++) {
			EmbeddedBroker another = EmbeddedBroker.start(0);
			connect(another).createChannel();
			another.close();
			another.close();
		}
		await().pollInSameThread().untilAsserted(() -> assertThat(before).containsAll(nonDaemonThreads()));
	}

	private void publish(String queue, BasicProperties properties) throws Exception {
		this.channel.queueDeclare(queue, false, true, true, null);
		this.channel.confirmSelect();
		this.channel.basicPublish("", queue, properties, "payload".getBytes());
		this.channel.waitForConfirmsOrDie(10_000);
	}

	private static Connection connect(EmbeddedBroker broker) throws Exception {
		ConnectionFactory connectionFactory = new ConnectionFactory();
		connectionFactory.setHost(broker.host());
		connectionFactory.setPort(broker.port());
		connectionFactory.setUsername(broker.username());
		connectionFactory.setPassword(broker.password());
		connectionFactory.setVirtualHost(broker.virtualHost());
		connectionFactory.setAutomaticRecoveryEnabled(false);
		return connectionFactory.newConnection();
	}

	/** Without the workers of clients and servers in cached application contexts. */
	private static Set<Thread> nonDaemonThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> !thread.isDaemon() && !thread.getName().startsWith("amphora-"))
			.collect(Collectors.toSet());
	}

}
