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

package io.amphora.autoconfigure;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.autoconfigure.server.AmphoraServers;
import io.amphora.client.AmphoraClient;
import io.amphora.client.ClientState;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for contexts that are stopped and started again: what was running runs again, and
 * nothing else does.
 */
class RestartedContextTests {

	private final ApplicationContextRunner contextRunner = Contexts.withoutBroker();

	@Test
	void clientThatIsStoppedRemainsStopped() {
		this.contextRunner.withPropertyValues("amphora.clients.audit.auto-startup=false", "amphora.clients.mail=")
			.run((context) -> {
				AmphoraClient created = context.getBean(AmphoraClientFactory.class).create("math");
				AmphoraClient stopped = context.getBean(AmphoraClientFactory.class).create("stock");
				stopped.stop();
				restart(context);
				assertThat(context.getBean("audit", AmphoraClient.class).state()).isEqualTo(ClientState.STOPPED);
				assertThat(context.getBean("mail", AmphoraClient.class).state()).isEqualTo(ClientState.SERVING);
				assertThat(created.state()).isEqualTo(ClientState.SERVING);
				assertThat(stopped.state()).isEqualTo(ClientState.STOPPED);
			});
	}

	@Test
	void serverThatIsStoppedRemainsStopped() {
		this.contextRunner.withUserConfiguration(Functions.class).run((context) -> {
			AmphoraServers servers = context.getBean(AmphoraServers.class);
			AmphoraServer stopped = servers.forService("math");
			AmphoraServer preparing = servers.forService("mail");
			stopped.stop();
			preparing.prepareStop();
			restart(context);
			assertThat(stopped.state()).isEqualTo(ServerState.STOPPED);
			assertThat(preparing.state()).isEqualTo(ServerState.STOPPED);
			assertThat(servers.forService("stock").state()).isEqualTo(ServerState.SERVING);
		});
	}

	@Test
	void serverThatTheApplicationStartedStartsAgain() {
		this.contextRunner.withPropertyValues("amphora.server.auto-startup=false")
			.withUserConfiguration(Functions.class)
			.run((context) -> {
				AmphoraServers servers = context.getBean(AmphoraServers.class);
				servers.forService("math").serve();
				restart(context);
				assertThat(servers.forService("math").state()).isEqualTo(ServerState.SERVING);
				assertThat(servers.forService("stock").state()).isEqualTo(ServerState.STOPPED);
			});
	}

	@Test
	void closedServerMakesRoomForAnother() {
		this.contextRunner.withUserConfiguration(Functions.class).run((context) -> {
			AmphoraServers servers = context.getBean(AmphoraServers.class);
			AmphoraServer closed = servers.forService("math");
			closed.close();
			restart(context);
			assertThat(servers.servers()).hasSize(2).doesNotContain(closed);
			assertThat(servers.forService("math").state()).isEqualTo(ServerState.STOPPED);
			servers.fanoutForService("math").close();
			assertThat(servers.fanoutForService("math").state()).isEqualTo(ServerState.STOPPED);
		});
	}

	private static void restart(AssertableApplicationContext context) {
		context.getSourceApplicationContext().stop();
		context.getSourceApplicationContext().start();
	}

	@Configuration(proxyBeanMethods = false)
	static class Functions {

		@AmphoraFunction(service = "math")
		void add() {
		}

		@AmphoraFunction(service = "mail")
		void send() {
		}

		@AmphoraFunction(service = "stock")
		void count() {
		}

	}

}
