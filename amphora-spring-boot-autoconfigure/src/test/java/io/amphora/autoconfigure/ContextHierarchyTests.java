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

import java.util.Collection;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.autoconfigure.server.AmphoraServers;
import io.amphora.client.AmphoraClient;
import io.amphora.client.ClientState;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.server.function.FunctionDefinition;
import org.junit.jupiter.api.Test;

import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for contexts that have a parent with servers and clients of its own.
 */
class ContextHierarchyTests {

	private final ApplicationContextRunner contextRunner = Contexts.withoutBroker();

	@Test
	void childServesItsOwnFunctionsAndLeavesTheServerToItsParent() {
		runParent((parent) -> {
			AmphoraServer server = parent.getBean(AmphoraServer.class);
			runChild(parent, (child) -> {
				AmphoraServers servers = child.getBean(AmphoraServers.class);
				assertThat(servers.servers()).doesNotContain(server);
				assertServes(servers.forService("stock"), "count");
				assertServes(server, "add");
			});
			assertServes(server, "add");
		});
	}

	@Test
	void serverWithoutFunctionsTakesNoRequestsFromItsParent() {
		runParent((parent) -> runChild(parent, (child) -> {
			AmphoraServer own = child.getBean(AmphoraServer.class);
			assertThat(own).isNotSameAs(parent.getBean(AmphoraServer.class));
			assertThat(own.service()).isEqualTo("shop");
			assertThat(own.state()).isEqualTo(ServerState.STOPPED);
		}));
	}

	@Test
	void childStartsAServerWithoutFunctionsIfItAsksForItItself() {
		runParent((parent) -> this.contextRunner.withParent(parent)
			.withPropertyValues("amphora.server.service-name=tenant")
			.run((child) -> assertThat(child.getBean(AmphoraServer.class).state()).isEqualTo(ServerState.SERVING)));
	}

	@Test
	void siblingsServeTheSameFunction() {
		runParent((parent) -> runChild(parent, (child) -> runChild(parent, (sibling) -> {
			assertServes(child.getBean(AmphoraServers.class).forService("stock"), "count");
			assertServes(sibling.getBean(AmphoraServers.class).forService("stock"), "count");
		})));
	}

	@Test
	void childHasItsOwnClients() {
		runParent((parent) -> {
			AmphoraClient client = parent.getBean(AmphoraClient.class);
			runChild(parent, (child) -> assertThat(child.getBean(AmphoraClient.class)).isNotSameAs(client));
			assertThat(client.state()).isEqualTo(ClientState.SERVING);
		});
	}

	private void runParent(ContextConsumer<AssertableApplicationContext> consumer) {
		this.contextRunner.withPropertyValues("amphora.server.service-name=shop", "amphora.clients.mail=")
			.withUserConfiguration(ParentFunctions.class)
			.run(consumer);
	}

	private void runChild(AssertableApplicationContext parent, ContextConsumer<AssertableApplicationContext> consumer) {
		this.contextRunner.withParent(parent).withUserConfiguration(ChildFunctions.class).run((child) -> {
			assertThat(child).hasNotFailed();
			consumer.accept(child);
		});
	}

	private static void assertServes(AmphoraServer server, String function) {
		assertThat(server.state()).isEqualTo(ServerState.SERVING);
		Collection<FunctionDefinition> functions = server.functions();
		assertThat(functions).map(FunctionDefinition::name).containsExactly(function);
	}

	@Configuration(proxyBeanMethods = false)
	static class ParentFunctions {

		@AmphoraFunction
		int add(int x, int y) {
			return x + y;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ChildFunctions {

		@AmphoraFunction(service = "stock")
		int count() {
			return 0;
		}

	}

}
