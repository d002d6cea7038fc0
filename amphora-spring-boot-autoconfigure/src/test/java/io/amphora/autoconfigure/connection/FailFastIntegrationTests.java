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

import java.time.Duration;
import java.util.stream.Stream;

import com.rabbitmq.client.impl.CredentialsProvider;
import io.amphora.actuate.AmphoraClientHealthIndicator;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.client.AmphoraClient;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.ConnectionFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for applications that shall not start without a broker.
 */
@BrokerTest
@ExtendWith(OutputCaptureExtension.class)
class FailFastIntegrationTests {

	private final ApplicationContextRunner contextRunner;

	private final String[] properties;

	private final String refusal;

	FailFastIntegrationTests(TestBroker broker) {
		this.contextRunner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class))
			.withPropertyValues(broker.properties());
		this.properties = broker.properties();
		this.refusal = broker.rabbitMq() ? "ACCESS_REFUSED" : "Authentication failed";
	}

	@Test
	void startsIfThereIsABroker() {
		this.contextRunner.withPropertyValues("amphora.fail-fast=true")
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(BrokerTransport.class));
	}

	@Test
	void explainsThatTheLoginIsRefused() {
		this.contextRunner.withPropertyValues("amphora.fail-fast=true", "amphora.password=wrong")
			.run((context) -> assertThat(unreachable(context.getStartupFailure()))
				.returns(ConnectionFailure.LOGIN, (ex) -> ConnectionFailure.of(ex.getCause()))
				.hasMessageContaining("Amphora cannot log in to the broker")
				.hasMessageContaining(this.refusal));
		this.contextRunner.withPropertyValues("amphora.password=wrong")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void explainsThatCredentialsAreMissing() {
		CredentialsProvider provider = mock(CredentialsProvider.class);
		given(provider.getUsername()).willThrow(new IllegalStateException("secret"));
		given(provider.getTimeBeforeExpiration()).willReturn(null);
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class))
			.withPropertyValues(Stream.of(this.properties)
				.filter((property) -> !property.contains("username") && !property.contains("password"))
				.toArray(String[]::new))
			.withBean(CredentialsProvider.class, () -> provider)
			.withPropertyValues("amphora.fail-fast=true")
			.run((context) -> assertThat(unreachable(context.getStartupFailure()))
				.returns(ConnectionFailure.CREDENTIALS, (ex) -> ConnectionFailure.of(ex.getCause()))
				.hasMessageEndingWith("the CredentialsProvider failed with java.lang.IllegalStateException"));
	}

	@Test
	void explainsThatTheVirtualHostDoesNotExist() {
		this.contextRunner.withPropertyValues("amphora.fail-fast=true", "amphora.virtual-host=nowhere")
			.run((context) -> assertThat(unreachable(context.getStartupFailure()))
				.returns(ConnectionFailure.VIRTUAL_HOST, (ex) -> ConnectionFailure.of(ex.getCause()))
				.hasMessageContaining("Amphora cannot use the virtual host of the broker")
				.hasMessageContaining("nowhere"));
	}

	@Test
	void reportsAMissingVirtualHostOnce(CapturedOutput output) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Client.class)
			.web(WebApplicationType.NONE)
			.properties(this.properties)
			.properties("amphora.virtual-host=nowhere", "amphora.clients.math.timeout=5s")
			.run()) {
			AmphoraClient client = context.getBean(AmphoraClient.class);
			await().atMost(Duration.ofSeconds(60)).until(() -> client.connection().lastFailure() != null);
			await().during(Duration.ofSeconds(3))
				.atMost(Duration.ofSeconds(60))
				.until(() -> client.connection().lastFailure() != null);
			assertThat(client.connection().failure()).isEqualTo(ConnectionFailure.VIRTUAL_HOST);
			assertThat(new AmphoraClientHealthIndicator(client).health().getDetails())
				.containsEntry("failure", ConnectionFailure.VIRTUAL_HOST)
				.extractingByKey("error")
				.asString()
				.contains("nowhere", "Create the virtual host");
		}
		assertThat(output).containsOnlyOnce("Amphora cannot use the virtual host of the broker at ")
			.contains("and tries again every 15 seconds")
			.doesNotContain("Attempting to connect", "An unexpected connection driver error");
	}

	private static BrokerUnreachableException unreachable(Throwable failure) {
		Throwable cause = failure;
		while (!(cause instanceof BrokerUnreachableException)) {
			cause = cause.getCause();
		}
		return (BrokerUnreachableException) cause;
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ AmphoraConnectionAutoConfiguration.class, AmphoraSerializerAutoConfiguration.class,
			AmphoraClientAutoConfiguration.class })
	static class Client {

	}

}
