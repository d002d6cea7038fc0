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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.amphora.annotation.AmphoraContract;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.annotation.TunesFunction;
import io.amphora.autoconfigure.server.AmphoraServers;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.client.routing.FunctionTuner;
import io.amphora.client.routing.Tuning;
import io.amphora.contract.ImportAmphoraContracts;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for fanout functions, fanout clients and tuners of applications.
 */
@BrokerTest
class FanoutApplicationIntegrationTests {

	private final TestBroker broker;

	private final String service;

	private final List<ConfigurableApplicationContext> applications = new ArrayList<>();

	FanoutApplicationIntegrationTests(TestBroker broker) {
		this.broker = broker;
		this.service = broker.uniqueName("fanout-application");
	}

	@AfterEach
	void close() {
		this.applications.forEach(ConfigurableApplicationContext::close);
	}

	@Test
	void fanoutFunctionRunsInEveryApplication() {
		ConfigurableApplicationContext one = run("one");
		run("two");
		AmphoraFanoutClient client = one.getBean("everybody", AmphoraFanoutClient.class);
		List<FanoutReply<String>> replies = client.gather("whoAreYou", String.class)
			.timeout(Duration.ofSeconds(20))
			.expecting(2)
			.call();
		assertThat(replies).extracting(FanoutReply::value).containsExactlyInAnyOrder("I am one", "I am two");
	}

	@Test
	void ordinaryFunctionOfTheSameServiceRunsInOneApplication() {
		ConfigurableApplicationContext one = run("one");
		assertThat(one.getBean("somebody", AmphoraClient.class).call("echo", String.class, "Hello!"))
			.isEqualTo("Hello!");
	}

	@Test
	void importedContractCallsOneServerOrAllOfThem() {
		ConfigurableApplicationContext one = run("one");
		Everybody everybody = one.getBean(Everybody.class);
		assertThat(everybody.whoAreYou()).isEqualTo("I am one");
		assertThat(everybody.echo("Hello!")).isEqualTo("Hello!");
	}

	@Test
	void tunerBeanRoutesTheCallsOfClients() {
		AmphoraClient client = run("one").getBean("somebody", AmphoraClient.class);
		assertThat(client.function("tuned").defer(String.class)).failsWithin(Duration.ofSeconds(20))
			.withThrowableThat()
			.withMessageContaining("nobody's key");
	}

	private ConfigurableApplicationContext run(String name) {
		List<String> properties = new ArrayList<>(List.of(this.broker.properties()));
		properties.add("amphora.server.service-name=" + this.service);
		properties.add("amphora.clients.everybody.service-name=" + this.service);
		properties.add("amphora.clients.everybody.fanout=true");
		properties.add("amphora.clients.somebody.service-name=" + this.service);
		properties.add("test.name=" + name);
		ConfigurableApplicationContext application = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.properties(properties.toArray(String[]::new))
			.run();
		this.applications.add(application);
		AmphoraServers servers = application.getBean(AmphoraServers.class);
		Awaitility.await()
			.untilAsserted(() -> assertThat(servers.servers()).hasSize(2).allMatch(AmphoraServer::serving));
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@ImportAmphoraContracts(Everybody.class)
	static class Application {

		@Bean
		Functions functions(Environment environment) {
			return new Functions(environment.getRequiredProperty("test.name"));
		}

		@Bean
		@TunesFunction(function = "tuned")
		FunctionTuner tuner() {
			return (args, kwargs) -> new Tuning("nobody's key");
		}

	}

	@AmphoraContract("${amphora.server.service-name}")
	interface Everybody {

		@AmphoraFunction(fanout = true)
		String whoAreYou();

		String echo(String text);

	}

	static class Functions {

		private final String name;

		Functions(String name) {
			this.name = name;
		}

		@AmphoraFunction(fanout = true)
		String whoAreYou() {
			return "I am " + this.name;
		}

		@AmphoraFunction
		String echo(String text) {
			return text;
		}

	}

}
