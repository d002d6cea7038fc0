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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.amphora.StoppedException;
import io.amphora.WrongRequestException;
import io.amphora.annotation.AmphoraFunction;
import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.client.AmphoraClient;
import io.amphora.contract.AmphoraContracts;
import io.amphora.introspection.FunctionDescription;
import io.amphora.introspection.ServiceDescription;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TcpProxy;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.Test;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for applications that call and serve over a broker.
 */
@BrokerTest
class ApplicationIntegrationTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private final TestBroker broker;

	private final String service;

	ApplicationIntegrationTests(TestBroker broker) {
		this.broker = broker;
		this.service = broker.uniqueName("simplemath");
	}

	@Test
	void callsAnnotatedFunctionsOverAnInjectedClient() {
		try (ConfigurableApplicationContext context = run(MathApplication.class)) {
			AmphoraClient client = context.getBean("simplemath", AmphoraClient.class);
			assertThat(client.call("add", Integer.class, 2, 3)).isEqualTo(5);
			assertThat(client.call("sub", Integer.class, 10, 3)).isEqualTo(7);
			assertThat(context.getBean(AmphoraServer.class).serving()).isTrue();
		}
	}

	@Test
	void callsFunctionsThatTheApplicationAddsWhileItRuns() {
		try (ConfigurableApplicationContext context = run(EmptyApplication.class)) {
			context.getBean(AmphoraServer.class).addFunction("answer", (call) -> 42);
			assertThat(context.getBean(AmphoraClient.class).call("answer", Integer.class)).isEqualTo(42);
		}
	}

	@Test
	void serversDescribeAnnotatedFunctions() {
		try (ConfigurableApplicationContext context = run(MathApplication.class)) {
			ServiceDescription described = context.getBean(AmphoraClient.class).describe();
			assertThat(described.service()).isEqualTo(this.service);
			assertThat(described.functions()).extracting(FunctionDescription::toString)
				.contains("add(int x, int y): int");
		}
	}

	@Test
	void serversAreNotDescribedIfIntrospectionIsDisabled() {
		try (ConfigurableApplicationContext context = run(MathApplication.class,
				"amphora.server.introspection.enabled=false")) {
			assertThatExceptionOfType(WrongRequestException.class)
				.isThrownBy(() -> context.getBean(AmphoraClient.class).describe());
		}
	}

	@Test
	void createsClientsWhileTheApplicationRuns() {
		try (ConfigurableApplicationContext context = run(MathApplication.class)) {
			AmphoraClient client = context.getBean(AmphoraClientFactory.class).create(this.service);
			assertThat(client.call("add", Integer.class, 2, 3)).isEqualTo(5);
		}
	}

	@Test
	void startsWithoutTheBrokerAndServesOnceItIsThere() {
		try (TcpProxy proxy = TcpProxy.to(this.broker.host(), this.broker.port())) {
			proxy.refuse();
			try (ConfigurableApplicationContext context = run(MathApplication.class, "amphora.host=127.0.0.1",
					"amphora.port=" + proxy.port())) {
				AmphoraServer server = context.getBean(AmphoraServer.class);
				CompletableFuture<Integer> sum = context.getBean(AmphoraClient.class).defer("add", Integer.class, 2, 3);
				assertThat(server.serving()).isFalse();
				assertThat(sum).isNotDone();
				assertThat(amphoraThreads()).as("threads that keep a process without a web server alive")
					.anyMatch((thread) -> !thread.isDaemon());
				proxy.resume();
				assertThat(sum).succeedsWithin(LONG).isEqualTo(5);
				assertThat(server.serving()).isTrue();
			}
		}
	}

	@Test
	void finishesItsFunctionsBeforeItsClientsStop() throws Exception {
		try (AmphoraClient caller = AmphoraClient.builder(this.service, this.broker.connectionFactory()).build()) {
			ConfigurableApplicationContext context = run(MathApplication.class);
			MathFunctions functions = context.getBean(MathFunctions.class);
			CompletableFuture<Integer> twelve = caller.defer("slowlyAddOverTheBroker", Integer.class, 5, 7);
			assertThat(functions.entered.await(20, TimeUnit.SECONDS)).isTrue();
			try (ConfigurableApplicationContext other = run(MathApplication.class)) {
				CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close);
				await().atMost(LONG).until(() -> !context.getBean(AmphoraServer.class).serving());
				functions.proceed.countDown();
				assertThat(twelve).succeedsWithin(LONG).isEqualTo(12);
				assertThat(closed).succeedsWithin(LONG);
				assertThat(other.isActive()).isTrue();
			}
		}
	}

	@Test
	void clientWaitsForRepliesWhenTheApplicationCloses() throws Exception {
		CountDownLatch entered = new CountDownLatch(1);
		CountDownLatch proceed = new CountDownLatch(1);
		try (AmphoraServer server = AmphoraServer.builder(this.service, this.broker.connectionFactory()).build()) {
			server.addFunction("wait", (call) -> {
				entered.countDown();
				proceed.await();
				return 42;
			});
			server.serve();
			ConfigurableApplicationContext context = run(EmptyApplication.class, "amphora.server.enabled=false",
					"amphora.clients.simplemath.shutdown.grace-period=20s");
			AmphoraClient client = context.getBean(AmphoraClient.class);
			CompletableFuture<Integer> reply = client.defer("wait", Integer.class);
			assertThat(entered.await(20, TimeUnit.SECONDS)).isTrue();
			CompletableFuture<Void> closed = CompletableFuture.runAsync(context::close);
			await().atMost(LONG)
				.untilAsserted(() -> assertThatExceptionOfType(StoppedException.class).isThrownBy(client::serve));
			proceed.countDown();
			assertThat(reply).succeedsWithin(LONG).isEqualTo(42);
			assertThat(closed).succeedsWithin(LONG);
		}
	}

	@Test
	void callsTypedClients() {
		try (ConfigurableApplicationContext context = run(ContractApplication.class)) {
			assertThat(context.getBean(MathContract.class).add(2, 3)).isEqualTo(5);
		}
	}

	@Test
	void leavesNoThreadBehind() {
		List<Thread> before = amphoraThreads();
		try (ConfigurableApplicationContext context = run(MathApplication.class)) {
			context.getBean(AmphoraClientFactory.class).create(this.service).call("add", Integer.class, 2, 3);
			assertThat(amphoraThreads()).hasSizeGreaterThan(before.size());
		}
		await().atMost(LONG).untilAsserted(() -> {
			List<Thread> left = amphoraThreads();
			left.removeAll(before);
			assertThat(left).isEmpty();
		});
	}

	@Test
	void serversAndClientsWorkAgainAfterTheContextIsRestarted() {
		try (ConfigurableApplicationContext context = run(MathApplication.class)) {
			AmphoraClient client = context.getBean(AmphoraClient.class);
			assertThat(client.call("add", Integer.class, 2, 3)).isEqualTo(5);
			context.stop();
			assertThat(context.getBean(AmphoraServer.class).serving()).isFalse();
			context.start();
			assertThat(client.call("add", Integer.class, 2, 4)).isEqualTo(6);
		}
	}

	@Test
	void talksToAnEmbeddedBroker() {
		try (ConfigurableApplicationContext context = builder(MathApplication.class)
			.properties("amphora.embedded.enabled=true")
			.run()) {
			assertThat(context.getBean(AmphoraClient.class).call("add", Integer.class, 2, 3)).isEqualTo(5);
		}
	}

	private static List<Thread> amphoraThreads() {
		List<Thread> threads = new ArrayList<>(Thread.getAllStackTraces().keySet());
		threads.removeIf((thread) -> !thread.getName().startsWith("amphora-")
				&& !thread.getName().startsWith("AMQP Connection"));
		return threads;
	}

	private ConfigurableApplicationContext run(Class<?> source, String... properties) {
		return builder(source).properties(this.broker.properties()).properties(properties).run();
	}

	private SpringApplicationBuilder builder(Class<?> source) {
		return new SpringApplicationBuilder(source).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("amphora.server.service-name=" + this.service,
					"amphora.clients.simplemath.service-name=" + this.service,
					"amphora.clients.simplemath.timeout=20s");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class EmptyApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(MathFunctions.class)
	static class MathApplication {

	}

	interface MathContract {

		@AmphoraFunction
		int add(int x, int y);

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@Import(MathFunctions.class)
	static class ContractApplication {

		@Bean
		MathContract math(AmphoraClient simplemath) {
			return AmphoraContracts.create(MathContract.class, simplemath);
		}

	}

	static class MathFunctions {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch proceed = new CountDownLatch(1);

		private final AmphoraClient simplemath;

		MathFunctions(AmphoraClient simplemath) {
			this.simplemath = simplemath;
		}

		@AmphoraFunction
		int add(int x, int y) {
			return x + y;
		}

		@AmphoraFunction("sub")
		int subtract(int x, int y) {
			return x - y;
		}

		@AmphoraFunction
		int slowlyAddOverTheBroker(int x, int y) throws InterruptedException {
			this.entered.countDown();
			this.proceed.await();
			return this.simplemath.call("add", int.class, x, y);
		}

	}

}
