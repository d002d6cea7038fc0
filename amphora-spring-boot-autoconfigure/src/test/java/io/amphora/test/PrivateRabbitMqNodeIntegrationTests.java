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
