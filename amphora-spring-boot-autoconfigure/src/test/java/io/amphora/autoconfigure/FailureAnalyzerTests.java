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

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.embedded.AmphoraEmbeddedBrokerAutoConfiguration;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraOperations;
import io.amphora.client.queue.RequestQueueOperations;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what an application that cannot start says.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalyzerTests {

	@Test
	void explainsHowToSetAMissingServiceName(CapturedOutput output) {
		fail(MathFunctions.class);
		assertThat(output).contains("APPLICATION FAILED TO START",
				"Function 'add' of bean 'failureAnalyzerTests.MathFunctions' names no service, and the application"
						+ " has no default service.",
				"Set 'amphora.server.service-name' or 'spring.application.name', or name the service of the function");
	}

	@Test
	void namesTheMethodThatCannotBeAFunction(CapturedOutput output) {
		fail(PrivateFunctions.class, "--amphora.server.service-name=simplemath");
		assertThat(output).contains("APPLICATION FAILED TO START",
				"of bean 'failureAnalyzerTests.PrivateFunctions' cannot be a function:", "add");
	}

	@Test
	void namesTheInvalidValue(CapturedOutput output) {
		fail(Amphora.class, "--amphora.server.service-name=simplemath", "--amphora.server.prefetch=0");
		assertThat(output).contains("APPLICATION FAILED TO START", "amphora.server.prefetch",
				"'prefetch' must be from 1 to 65535");
	}

	@Test
	void namesMutuallyExclusiveProperties(CapturedOutput output) {
		fail(Amphora.class, "--amphora.host=a", "--amphora.addresses=b");
		assertThat(output).contains("APPLICATION FAILED TO START", "mutually exclusive", "amphora.addresses",
				"amphora.host");
	}

	@Test
	void analyzesUriAddressWithoutShowingItsPassword(CapturedOutput output) {
		fail(Amphora.class, "--amphora.addresses=amqp://alice:secret@rabbit");
		assertThat(output).contains("APPLICATION FAILED TO START", "Property 'amphora.addresses[0]' holds a URI",
				"set 'amphora.username'");
		assertThat(output).doesNotContain("secret");
	}

	@Test
	void analyzesUsedPortOfTheEmbeddedBroker(CapturedOutput output) throws Exception {
		try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			fail(Embedded.class, "--amphora.embedded.enabled=true", "--amphora.embedded.port=" + taken.getLocalPort());
			assertThat(output).contains("APPLICATION FAILED TO START", "127.0.0.1:" + taken.getLocalPort(),
					"set another port for the broker ('amphora.embedded.port', 0 for a random one)");
		}
	}

	@Test
	void analyzesUnreachableBroker(CapturedOutput output) throws Exception {
		int port;
		try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			port = closed.getLocalPort();
		}
		fail(Amphora.class, "--amphora.fail-fast=true", "--amphora.port=" + port);
		assertThat(output).contains("APPLICATION FAILED TO START",
				"Amphora cannot connect to the broker at 127.0.0.1:" + port, "Connection refused",
				"Start the broker, or correct 'amphora.host'", "set 'amphora.fail-fast' to false");
	}

	@Test
	void logsOnceThatThereIsNoBrokerAndNotThatClientsAndServersStarted(CapturedOutput output) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Client.class)
			.web(WebApplicationType.NONE)
			.run("--amphora.port=1", "--amphora.server.service-name=sums", "--amphora.clients.math.timeout=5s",
					"--amphora.retry.initial-interval=100ms", "--amphora.retry.max-interval=100ms")) {
			AmphoraClient client = context.getBean(AmphoraClient.class);
			await().atMost(Duration.ofSeconds(60)).until(() -> client.connection().lastFailure() != null);
			await().during(Duration.ofSeconds(1))
				.atMost(Duration.ofSeconds(60))
				.until(() -> client.connection().lastFailure() != null);
		}
		assertThat(output)
			.containsOnlyOnce("Amphora cannot connect to the broker at 127.0.0.1:1, and keeps trying: java.net.Conn")
			.doesNotContain("Server of service 'sums' started", "Client of service 'math' started",
					"Attempting to connect")
			.containsOnlyOnce("Server of service 'sums' stopped")
			.containsOnlyOnce("Client of service 'math' stopped (pending calls: 0)");
	}

	@Test
	void listsTheConfiguredConnections(CapturedOutput output) {
		fail(Amphora.class, "--amphora.server.connection=report", "--amphora.connections.reporting.port=1");
		assertThat(output).contains("APPLICATION FAILED TO START", "refers to unknown connection 'report'",
				"'amphora.server.connection'", "'reporting'", "configure this one under 'amphora.connections.report'");
	}

	@Test
	void namesTheUnreachableBrokerOfSeveral(CapturedOutput output) {
		fail(Amphora.class, "--amphora.connections.reporting.port=1", "--amphora.connections.reporting.fail-fast=true");
		assertThat(output).contains("Amphora cannot connect to the broker at 127.0.0.1:1",
				"correct 'amphora.connections.reporting.host'",
				"set 'amphora.connections.reporting.fail-fast' to false");
	}

	@Test
	void analyzesUriAddressOfANamedConnection(CapturedOutput output) {
		fail(Amphora.class, "--amphora.connections.reporting.host=amqp://alice:secret@rabbit");
		assertThat(output)
			.contains("Property 'amphora.connections.reporting.host' holds a URI",
					"set 'amphora.connections.reporting.username'")
			.doesNotContain("secret");
	}

	@Test
	void analyzesMissingClient(CapturedOutput output) {
		fail(Calculator.class);
		assertThat(output).contains("APPLICATION FAILED TO START", "Parameter 0 of constructor in ",
				"Calculator requires a bean of type 'io.amphora.client.AmphoraClient' that could not be found.",
				"'amphora.clients' does not configure any clients.",
				"Configure a client under 'amphora.clients', as in 'amphora.clients.inventory.timeout=60s'");
		assertThat(output).doesNotContain("has no effect", "Consider defining a bean");
	}

	@Test
	void analyzesMissingOperations(CapturedOutput output) {
		fail(Caller.class, "--amphora.clients.all.fanout=true", "--amphora.clients.all.auto-startup=false");
		assertThat(output).contains("APPLICATION FAILED TO START",
				"Caller requires a bean of type 'io.amphora.client.queue.RequestQueueOperations' that could not be found.",
				"There are these clients: 'all' (fanout).", "or inject a client that exists");
	}

	@ParameterizedTest
	@CsvSource({ "amphora.client.math.timeout, amphora.clients.math.timeout",
			"amphora.clients.math.timeuot, amphora.clients.math.timeout",
			"amphora.clients.math.shutdown.graceperiot, amphora.clients.math.shutdown.grace-period",
			"amphora.clients.simple.math.timeout, amphora.clients[simple.math].timeout",
			"amphora.clients.simple.math.batching.enabled, amphora.clients[simple.math].batching.enabled" })
	void namesTheMisspelledPropertyOfAClient(String property, String correction, CapturedOutput output) {
		fail(Calculator.class, "--" + property + "=5s");
		assertThat(output).contains("APPLICATION FAILED TO START",
				"- Property '%s' has no effect. Did you mean '%s'?".formatted(property, correction),
				"Correct the properties, or configure a client under 'amphora.clients'");
	}

	@Test
	void listsTheConfiguredClients(CapturedOutput output) {
		fail(QualifiedCalculator.class, "--amphora.clients.post-office.timeout=5s",
				"--amphora.clients.caches.fanout=true", "--amphora.clients.math.xyz=1");
		assertThat(output).contains("APPLICATION FAILED TO START",
				"There are these clients: 'caches' (fanout), 'postOffice'.",
				"- Property 'amphora.clients.math.xyz' has no effect.");
		assertThat(output).doesNotContain("Did you mean", "'amphora.clients.post-office.timeout' has no effect");
	}

	@Test
	void namesTheClientsOfWhichNoneIsSelected(CapturedOutput output) {
		fail(Shop.class, "--amphora.clients.warehuose.timeout=5s", "--amphora.clients.post-office.timeout=5s",
				"--amphora.clients.all.fanout=true");
		assertThat(output).contains("APPLICATION FAILED TO START",
				"Parameter 0 of constructor in io.amphora.autoconfigure.FailureAnalyzerTests$Shop requires a single bean of"
						+ " type 'io.amphora.client.AmphoraClient', but there are 2: 'postOffice', 'warehuose'.",
				"The name 'warehouse' of the parameter or field matches none of them: did you mean 'warehuose'?",
				"as in '@Qualifier(\"warehuose\")'.")
			.doesNotContain("@Primary");
	}

	@Test
	void namesTheClientsOfWhichNoneIsSelectedForAField(CapturedOutput output) {
		fail(Office.class, "--amphora.clients.math.timeout=5s", "--amphora.clients.all.fanout=true");
		assertThat(output)
			.contains(
					"requires a single bean of type 'io.amphora.client.AmphoraOperations', but there are 2:"
							+ " 'all' (fanout), 'math'.",
					"The name 'unlike' of the parameter or field matches none of them.", "as in '@Qualifier(\"all\")'.")
			.doesNotContain("did you mean");
	}

	private static void fail(Class<?> source, String... arguments) {
		SpringApplication application = new SpringApplicationBuilder(source).web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF)
			.properties("amphora.server.auto-startup=false")
			.application();
		assertThatException().isThrownBy(() -> application.run(arguments).close());
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ AmphoraConnectionAutoConfiguration.class, AmphoraSerializerAutoConfiguration.class,
			AmphoraServerAutoConfiguration.class })
	static class Amphora {

	}

	static class MathFunctions extends Amphora {

		@AmphoraFunction
		int add(int x, int y) {
			return x + y;
		}

	}

	static class PrivateFunctions extends Amphora {

		@AmphoraFunction
		private int add(int x, int y) {
			return x + y;
		}

	}

	@ImportAutoConfiguration(AmphoraClientAutoConfiguration.class)
	static class Client extends MathFunctions {

	}

	@ImportAutoConfiguration(AmphoraEmbeddedBrokerAutoConfiguration.class)
	static class Embedded extends Amphora {

	}

	@ImportAutoConfiguration(AmphoraClientAutoConfiguration.class)
	static class Calculator extends Amphora {

		Calculator(AmphoraClient client) {
		}

	}

	@ImportAutoConfiguration(AmphoraClientAutoConfiguration.class)
	static class Caller extends Amphora {

		Caller(RequestQueueOperations queues) {
		}

	}

	@ImportAutoConfiguration(AmphoraClientAutoConfiguration.class)
	static class Shop extends Amphora {

		Shop(AmphoraClient warehouse) {
		}

	}

	@ImportAutoConfiguration(AmphoraClientAutoConfiguration.class)
	static class Office extends Amphora {

		@Autowired
		private AmphoraOperations unlike;

	}

	@ImportAutoConfiguration(AmphoraClientAutoConfiguration.class)
	static class QualifiedCalculator extends Amphora {

		QualifiedCalculator(@Qualifier("maths") AmphoraClient client) {
		}

	}

}
