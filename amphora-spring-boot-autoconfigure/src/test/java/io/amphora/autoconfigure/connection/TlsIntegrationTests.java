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

package io.amphora.autoconfigure.connection;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import javax.net.ssl.SSLException;

import io.amphora.annotation.AmphoraFunction;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import io.amphora.test.RawProperties;
import io.amphora.test.RawPublisher;
import io.amphora.test.TestCertificates;
import io.amphora.transport.BrokerTransport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for encrypted connections and for certificates instead of passwords.
 */
@RabbitMqNodeTest
class TlsIntegrationTests {

	private static final Duration LONG = Duration.ofSeconds(20);

	private static final TestCertificates certificates = new TestCertificates();

	private static final TestCertificates strangers = new TestCertificates();

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder()
		.tls(certificates)
		.user("till", "nobody knows", "/")
		.build();

	@BeforeAll
	static void start() throws IOException {
		certificates.issue("till", "till", "nowhere");
		strangers.issue("till", "till", "nowhere");
	}

	@Test
	void callsOverEncryptedConnections() {
		try (ConfigurableApplicationContext context = run(certificates, "amphora.host=localhost")) {
			assertThat(context.getBean(AmphoraClient.class).call("add", int.class, 2, 3)).isEqualTo(5);
			assertThat(node.ctl("list_connections", "ssl")).contains("true").doesNotContain("false");
		}
	}

	@Test
	void survivesARequestThatTheClientLibraryCannotRead() throws Exception {
		try (ConfigurableApplicationContext context = run(certificates, "amphora.host=localhost");
				RawPublisher raw = new RawPublisher("amqp://guest:guest@" + node.host() + ":" + node.port())) {
			AmphoraClient client = context.getBean(AmphoraClient.class);
			AmphoraServer server = context.getBean(AmphoraServer.class);
			assertThat(client.call("add", int.class, 2, 3)).isEqualTo(5);
			raw.publish("rpc_simplemath_request", "simplemath",
					RawProperties.json().headers(RawProperties.nested(4_000)), new byte[3]);
			await().atMost(LONG).until(() -> server.statistics().rejected() == 1);
			assertThat(client.call("add", int.class, 2, 3)).isEqualTo(5);
			assertThat(server.statistics().restarts()).isZero();
		}
	}

	@Test
	void refusesACertificateForAnotherHost() {
		try (ConfigurableApplicationContext context = run(certificates, "amphora.host=127.0.0.1")) {
			assertThat(failure(context)).hasRootCauseInstanceOf(java.security.cert.CertificateException.class)
				.hasStackTraceContaining("127.0.0.1");
		}
	}

	@Test
	void acceptsACertificateForAnotherHostIfConfigured() {
		try (ConfigurableApplicationContext context = run(certificates, "amphora.host=127.0.0.1",
				"amphora.ssl.verify-hostname=false")) {
			assertThat(context.getBean(AmphoraClient.class).call("add", int.class, 2, 3)).isEqualTo(5);
		}
	}

	@Test
	void refusesACertificateOfAnUnknownAuthority() {
		try (ConfigurableApplicationContext context = run(strangers, "amphora.host=localhost")) {
			assertThat(failure(context)).hasStackTraceContaining(SSLException.class.getPackageName());
		}
	}

	@Test
	void trustsTheAuthoritiesOfTheJvmWithoutABundle() {
		try (ConfigurableApplicationContext context = run(certificates, "amphora.host=localhost", "amphora.ssl.bundle=",
				"amphora.ssl.enabled=true")) {
			assertThat(failure(context)).hasStackTraceContaining("unable to find valid certification path");
		}
	}

	@Test
	void takesRenewedCertificatesWhileItRuns() {
		try (ConfigurableApplicationContext context = run(strangers, "amphora.host=localhost");
				ConfigurableApplicationContext other = run(certificates, "amphora.host=localhost")) {
			CompletableFuture<Integer> sum = context.getBean(AmphoraClient.class).defer("add", int.class, 2, 3);
			failure(context);
			assertThat(sum).isNotDone();
			context.getBean(SslBundleRegistry.class)
				.updateBundle("broker", other.getBean(SslBundles.class).getBundle("broker"));
			assertThat(sum).succeedsWithin(LONG).isEqualTo(5);
		}
	}

	@Test
	void logsInWithTheCertificateOfTheClient() {
		try (ConfigurableApplicationContext context = run(certificates, join(certificates.identity("broker", "till"),
				"amphora.host=localhost", "amphora.sasl-mechanism=external"))) {
			assertThat(context.getBean(AmphoraClient.class).call("add", int.class, 2, 3)).isEqualTo(5);
			assertThat(node.ctl("list_connections", "user", "auth_mechanism")).contains("till", "EXTERNAL")
				.doesNotContain("guest");
		}
	}

	@Test
	void profileOfTheSampleLogsInWithACertificate() throws IOException {
		certificates.issue("client", "guest", "nowhere");
		try (ConfigurableApplicationContext context = run(certificates, "amphora.host=localhost",
				"certificates=" + certificates.authority().getParent(),
				"spring.config.import=file:../amphora-sample-app/src/main/resources/application-tls.yml")) {
			assertThat(context.getBean(AmphoraClient.class).call("add", int.class, 2, 3)).isEqualTo(5);
			assertThat(node.ctl("list_connections", "user", "auth_mechanism")).contains("guest", "EXTERNAL");
		}
	}

	@Test
	void isRefusedWithTheCertificateOfAnUnknownAuthority() {
		try (ConfigurableApplicationContext context = run(certificates, join(strangers.identity("broker", "till"),
				"amphora.host=localhost", "amphora.sasl-mechanism=external"))) {
			assertThat(failure(context)).isNotNull();
			assertThat(context.getBean(BrokerTransport.class).consuming().connected()).isFalse();
		}
	}

	@Test
	void isRefusedWithoutACertificateOfItsOwn() {
		try (ConfigurableApplicationContext context = run(certificates, "amphora.host=localhost",
				"amphora.sasl-mechanism=external")) {
			assertThat(failure(context)).hasStackTraceContaining("ACCESS_REFUSED");
		}
	}

	@Test
	void speaksNoProtocolThatTheBundleForbids() {
		try (ConfigurableApplicationContext context = run(certificates, "amphora.host=localhost",
				"spring.ssl.bundle.pem.broker.options.enabled-protocols=TLSv1.2")) {
			assertThat(context.getBean(AmphoraClient.class).call("add", int.class, 2, 3)).isEqualTo(5);
			assertThat(node.ctl("list_connections", "ssl_protocol")).contains("tlsv1.2").doesNotContain("tlsv1.3");
		}
	}

	private static Exception failure(ConfigurableApplicationContext context) {
		BrokerTransport transport = context.getBean(BrokerTransport.class);
		await().atMost(LONG).until(() -> transport.connection().lastFailure() != null);
		return transport.connection().lastFailure();
	}

	private static ConfigurableApplicationContext run(TestCertificates trusted, String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("amphora.port=" + node.tlsPort(), "amphora.ssl.bundle=broker",
					"amphora.server.service-name=simplemath", "amphora.clients.simplemath=")
			.properties(trusted.trust("broker"))
			.properties(properties)
			.run();
	}

	private static String[] join(String[] some, String... others) {
		List<String> all = new ArrayList<>(List.of(some));
		all.addAll(List.of(others));
		return all.toArray(String[]::new);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@AmphoraFunction
		int add(int x, int y) {
			return x + y;
		}

	}

}
