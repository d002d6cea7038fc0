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

package io.amphora.autoconfigure.client;

import java.time.Duration;
import java.util.Map;

import io.amphora.autoconfigure.AmphoraClientProperties;
import io.amphora.autoconfigure.AmphoraProperties;
import io.amphora.autoconfigure.Contexts;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.BuiltClient;
import io.amphora.transport.BrokerTransport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.env.RandomValuePropertySource;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the names of clients in properties and environment variables.
 */
class ConfiguredClientNameTests {

	private final ApplicationContextRunner contextRunner = Contexts.withoutBroker()
		.withBean(Builders.class, Builders::new);

	@ParameterizedTest
	@CsvSource({ "simpleMath, AMPHORA_CLIENTS_SIMPLEMATH_TIMEOUT", "simple-math, AMPHORA_CLIENTS_SIMPLEMATH_TIMEOUT",
			"simple-math, AMPHORA_CLIENTS_SIMPLE_MATH_TIMEOUT", "simplemath, AMPHORA_CLIENTS_SIMPLEMATH_TIMEOUT",
			"SIMPLE_math, AMPHORA_CLIENTS_SIMPLEMATH_TIMEOUT" })
	void setsPropertiesOfAClientByEnvironmentVariables(String key, String variable) {
		String name = key.equals("simple-math") ? "simpleMath" : key;
		this.contextRunner
			.withPropertyValues("amphora.clients." + key + ".service-name=mathservice",
					"amphora.clients." + key + ".uuid=me")
			.withInitializer(Contexts.variables(Map.of(variable, "2s")))
			.withUserConfiguration(SingleConsumer.class)
			.run((context) -> {
				assertThat(context).hasNotFailed().getBeanNames(AmphoraClient.class).containsExactly(name);
				assertThat(context.getBean(AmphoraClient.class).service()).isEqualTo("mathservice");
				assertThat(built(context)).extracting(BuiltClient::timeout, BuiltClient::uuid)
					.containsExactly(Duration.ofSeconds(2), "me");
				assertThat(context.getBean(AmphoraProperties.class).clients()).containsOnlyKeys(key);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "simpleMath", "simple-math", "simplemath" })
	void setsPropertiesOfAClientThatHasItsServiceAsItsValue(String key) {
		this.contextRunner.withPropertyValues("amphora.clients." + key + "=${the-service}", "the-service=mathservice")
			.withInitializer(Contexts.variables(Map.of("AMPHORA_CLIENTS_SIMPLEMATH_TIMEOUT", "${patience:2s}",
					"AMPHORA_CLIENTS_SIMPLEMATH_FANOUT", "true")))
			.run((context) -> {
				assertThat(context).hasSingleBean(AmphoraFanoutClient.class).doesNotHaveBean(AmphoraClient.class);
				assertThat(context.getBean(AmphoraFanoutClient.class).service()).isEqualTo("mathservice");
				assertThat(built(context)).extracting(BuiltClient::timeout).isEqualTo(Duration.ofSeconds(2));
				assertThat(context.getBean(AmphoraProperties.class).clients().get(key))
					.extracting(AmphoraClientProperties::serviceName, AmphoraClientProperties::timeout,
							AmphoraClientProperties::fanout)
					.containsExactly("mathservice", Duration.ofSeconds(2), true);
			});
	}

	@Test
	void theServiceNameOfAClientGoesBeforeItsValue() {
		this.contextRunner.withPropertyValues("amphora.clients.math=one", "amphora.clients.empty=")
			.withInitializer(Contexts
				.variables(Map.of("AMPHORA_CLIENTS_MATH_SERVICENAME", "other", "AMPHORA_CLIENTS_EMPTY_TIMEOUT", "2s")))
			.run((context) -> {
				assertThat(context.getBean("math", AmphoraClient.class).service()).isEqualTo("other");
				assertThat(context.getBean("empty", AmphoraClient.class).service()).isEqualTo("empty");
			});
	}

	@Test
	void createsOneClientForANameThatIsSpeltInSeveralWays() {
		this.contextRunner
			.withPropertyValues("amphora.clients.sendMail.timeout=3s", "amphora.clients.send-mail.service-name=mail",
					"amphora.clients.sendmails.timeout=4s")
			.run((context) -> {
				assertThat(context).getBeanNames(AmphoraClient.class)
					.containsExactlyInAnyOrder("sendMail", "sendmails");
				assertThat(context.getBean("sendMail", AmphoraClient.class).service()).isEqualTo("mail");
			});
	}

	@Test
	void randomValuesDoNotMakeTwoOfOne() {
		this.contextRunner
			.withInitializer((context) -> RandomValuePropertySource.addToEnvironment(context.getEnvironment()))
			.withPropertyValues("amphora.clients.simple-math.uuid=till-${random.uuid}",
					"amphora.connections.eu-west.connection-name=shop-${random.value}",
					"amphora.connections.eu-west.port=1")
			.withInitializer(Contexts.variables(
					Map.of("AMPHORA_CLIENTS_SIMPLEMATH_TIMEOUT", "2s", "AMPHORA_CONNECTIONS_EUWEST_USERNAME", "shop")))
			.run((context) -> {
				assertThat(context).getBeanNames(AmphoraClient.class).containsExactly("simpleMath");
				assertThat(built(context)).extracting(BuiltClient::timeout).isEqualTo(Duration.ofSeconds(2));
				assertThat(context).getBeanNames(BrokerTransport.class)
					.containsExactlyInAnyOrder("amphoraTransport", "euWestAmphoraTransport");
				assertThat(context.getBean(AmphoraProperties.class))
					.satisfies((properties) -> assertThat(properties.clients()).containsOnlyKeys("simple-math"))
					.satisfies((properties) -> assertThat(properties.connections()).containsOnlyKeys("eu-west"));
			});
	}

	private static BuiltClient built(AssertableApplicationContext context) {
		return BuiltClient.of(context.getBean(Builders.class).latest);
	}

	static class Builders implements AmphoraClientBuilderCustomizer {

		private AmphoraClientBuilder<?> latest;

		@Override
		public void customize(AmphoraClientBuilder<?> builder, String service) {
			this.latest = builder;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SingleConsumer {

		@Bean
		String service(AmphoraClient client) {
			return client.service();
		}

	}

}
