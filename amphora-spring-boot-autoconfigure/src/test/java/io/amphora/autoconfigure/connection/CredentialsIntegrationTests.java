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

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;

import io.amphora.client.AmphoraClient;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.amphora.transport.BrokerTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.amqp.AmqpAuthenticationException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that nobody gets to see a password.
 */
@BrokerTest
@ExtendWith(OutputCaptureExtension.class)
class CredentialsIntegrationTests {

	private static final String SECRET = "correct-horse-battery-staple";

	private static final List<String> LOGGERS = List.of("io.amphora", "org.springframework.amqp", "com.rabbitmq");

	private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());

	private final TestBroker broker;

	CredentialsIntegrationTests(TestBroker broker) {
		this.broker = broker;
	}

	@BeforeEach
	void logEverything() {
		LOGGERS.forEach((name) -> this.logging.setLogLevel(name, LogLevel.TRACE));
	}

	@AfterEach
	void logAsBefore() {
		this.logging.setLogLevel("io.amphora", LogLevel.INFO);
		LOGGERS.subList(1, LOGGERS.size()).forEach((name) -> this.logging.setLogLevel(name, null));
	}

	@Test
	void wrongPasswordIsSeenNowhere(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run()) {
			BrokerTransport transport = context.getBean(BrokerTransport.class);
			context.getBean(AmphoraClient.class).defer("add", int.class, 2, 3);
			await().atMost(Duration.ofSeconds(20)).until(() -> transport.connection().lastFailure() != null);
			assertThat(transport.connection().lastFailure()).isInstanceOf(AmqpAuthenticationException.class);
			assertThat(stackTrace(transport.connection().lastFailure())).doesNotContain(SECRET);
			assertThat(output).contains("Amphora cannot log in to the broker").doesNotContain(SECRET);
			for (String name : context.getBeanDefinitionNames()) {
				assertThat(context.getBean(name).toString()).as(name).doesNotContain(SECRET);
			}
		}
	}

	private ConfigurableApplicationContext run() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(this.broker.properties())
			.properties("amphora.password=" + SECRET, "amphora.clients.simplemath.shutdown.grace-period=0s")
			.run();
	}

	private static String stackTrace(Throwable failure) {
		StringWriter text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
