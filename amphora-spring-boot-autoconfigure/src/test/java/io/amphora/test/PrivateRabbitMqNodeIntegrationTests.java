package io.amphora.test;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
	void startsWithoutDataAfterItWasClosed() {
		node.ctl("add_vhost", "before");
		node.close();
		node.start();
		assertThat(node.ctl("list_vhosts", "--silent")).doesNotContain("before");
	}

	@Test
	void refusesToStartTwice() {
		assertThatIllegalStateException().isThrownBy(node::start).withMessageContaining("already running");
	}

}
