package io.amphora.test;

import java.time.Duration;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

@RabbitMqNodeTest
class PrivateRabbitMqNodeIntegrationTests {

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder()
		.config("heartbeat = 7")
		.plugins("rabbitmq_management")
		.build();

	@AfterAll
	static void end() {
		node.close();
		assertThat(AmqpProbe.accepts(node.port())).isFalse();
	}

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

	@Test
	void runsCommandsAgainstItself() {
		assertThat(node.ctl("status")).contains(node.nodeName());
	}

	@Test
	void reportsACommandThatFails() {
		assertThatIllegalStateException().isThrownBy(() -> node.ctl("change_password", "nobody", "secret"))
			.withMessageContaining("change_password nobody secret failed")
			.withMessageContaining("does not exist");
	}

	@Test
	void takesItsOwnConfiguration() {
		assertThat(node.ctl("eval", "application:get_env(rabbit, heartbeat).")).contains("{ok,7}");
	}

	@Test
	void servesTheManagementPluginOnLoopback() {
		assertThat(AmqpProbe.accepts(node.managementPort())).isTrue();
	}

	@Test
	void refusesToStartTwice() {
		assertThatIllegalStateException().isThrownBy(node::start).withMessageContaining("already running");
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
