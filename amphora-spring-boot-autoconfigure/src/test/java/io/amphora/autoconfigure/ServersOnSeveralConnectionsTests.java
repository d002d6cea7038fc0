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
import io.amphora.serializer.RpcSerializer;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.transport.BrokerTransport;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for servers of one service on several connections.
 */
class ServersOnSeveralConnectionsTests {

	private final ApplicationContextRunner contextRunner = Contexts.withoutBroker()
		.withPropertyValues("amphora.server.service-name=simplemath", "amphora.connections.old.port=2")
		.withUserConfiguration(Functions.class);

	@Test
	void annotatedFunctionsAreServedOnFurtherConnectionsThatABeanAsksFor() {
		this.contextRunner.withUserConfiguration(AskedFor.class).run((context) -> {
			AmphoraServer server = context.getBean(AmphoraServer.class);
			AmphoraServer old = context.getBean("old", AmphoraServer.class);
			assertThat(server.connectionName()).isNull();
			assertThat(old.connectionName()).isEqualTo("old");
			assertServes(server, "add");
			assertServes(old, "add");
			assertServes(context.getBean("oldFanout", AmphoraServer.class), "reload");
			assertThat(context.getBean(AmphoraServers.class).servers()).hasSize(4);
		});
	}

	@Test
	void serversThatTheApplicationBuildsServeThemAsWell() {
		this.contextRunner.withUserConfiguration(Built.class).run((context) -> {
			assertServes(context.getBean(AmphoraServer.class), "add");
			assertServes(context.getBean("old", AmphoraServer.class), "add");
		});
	}

	@Test
	void aServerOnAnotherConnectionDoesNotTakeThePlaceOfTheServer() {
		this.contextRunner.withPropertyValues("amphora.server.connection=old")
			.withUserConfiguration(Default.class)
			.run((context) -> assertThat(context.getBean(AmphoraServers.class).servers())
				.filteredOn((server) -> !(server instanceof AmphoraFanoutServer))
				.extracting(AmphoraServer::connectionName)
				.containsExactlyInAnyOrder(null, "old"));
	}

	private static void assertServes(AmphoraServer server, String function) {
		assertThat(server.state()).isEqualTo(ServerState.SERVING);
		Collection<FunctionDefinition> functions = server.functions();
		assertThat(functions).map(FunctionDefinition::name).containsExactly(function);
	}

	@Configuration(proxyBeanMethods = false)
	static class Functions {

		@AmphoraFunction
		int add(int x, int y) {
			return x + y;
		}

		@AmphoraFunction(fanout = true)
		void reload() {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class AskedFor {

		@Bean(defaultCandidate = false)
		AmphoraServer old(AmphoraServers servers) {
			return servers.forService("simplemath", "old");
		}

		@Bean(defaultCandidate = false)
		AmphoraFanoutServer oldFanout(AmphoraServers servers) {
			return servers.fanoutForService("simplemath", "old");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Built {

		@Bean(defaultCandidate = false)
		AmphoraServer old(@Qualifier("old") BrokerTransport transport, RpcSerializer serializer) {
			return AmphoraServer.builder("simplemath", transport).serializer(serializer).build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Default {

		@Bean
		AmphoraServer onTheDefault(BrokerTransport transport, RpcSerializer serializer) {
			return AmphoraServer.builder("simplemath", transport).serializer(serializer).build();
		}

	}

}
