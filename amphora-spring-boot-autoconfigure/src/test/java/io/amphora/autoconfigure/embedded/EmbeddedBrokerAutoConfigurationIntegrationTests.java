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

package io.amphora.autoconfigure.embedded;

import java.util.List;
import java.util.Map;

import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.connection.AmphoraConnectionDetails;
import io.amphora.embedded.EmbeddedBroker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.context.properties.source.MutuallyExclusiveConfigurationPropertiesException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AmphoraEmbeddedBrokerAutoConfiguration}.
 */
class EmbeddedBrokerAutoConfigurationIntegrationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmphoraEmbeddedBrokerAutoConfiguration.class,
				AmphoraConnectionAutoConfiguration.class, RabbitAutoConfiguration.class));

	private final ApplicationContextRunner enabled = this.contextRunner
		.withPropertyValues("amphora.embedded.enabled=true");

	@Test
	void isOffByDefault() {
		this.contextRunner.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedBroker.class));
		this.enabled.withPropertyValues("amphora.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedBroker.class));
	}

	@Test
	void startsABrokerForAmphoraOnly() {
		this.enabled.withPropertyValues("spring.rabbitmq.port=1111").run((context) -> {
			EmbeddedBroker broker = context.getBean(EmbeddedBroker.class);
			AmphoraConnectionDetails details = context.getBean(AmphoraConnectionDetails.class);
			assertThat(details.getAddresses())
				.containsExactly(new AmphoraConnectionDetails.Address("127.0.0.1", broker.port()));
			assertThat(details.getUsername()).isEqualTo(broker.username());
			assertThat(details.getPassword()).isEqualTo(broker.password());
			assertThat(details.getVirtualHost()).isEqualTo("/");
			assertThat(details).asString().contains("127.0.0.1:" + broker.port());
			assertThat(context.getBean(ConnectionFactory.class).getPort()).isEqualTo(1111);
			try (var connection = context.getBean("amphoraConnectionFactory", ConnectionFactory.class)
				.createConnection()) {
				assertThat(connection.isOpen()).isTrue();
			}
		});
	}

	@Test
	void ignoresDetailsOfAnotherBroker() {
		this.enabled.withPropertyValues("spring.rabbitmq.host=other", "amphora.virtual-host=/v")
			.run((context) -> assertThat(context.getBean(AmphoraConnectionDetails.class))
				.isInstanceOf(EmbeddedBrokerConnectionDetails.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "host=rabbit", "port=5672", "addresses=rabbit" })
	void refusesAConfiguredBrokerBesideIt(String property) {
		this.enabled.withPropertyValues("amphora." + property)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(MutuallyExclusiveConfigurationPropertiesException.class)
				.rootCause()
				.hasMessageContaining("amphora.embedded.enabled")
				.hasMessageContaining("amphora." + property.split("=")[0]));
	}

	@ParameterizedTest
	@ValueSource(strings = { "host=rabbit", "port=5672", "addresses=rabbit", "addresses[0]=rabbit" })
	void replacesABrokerOfASourceThatItsOwnSourceOverrides(String property) {
		String[] pair = ("amphora." + property).split("=");
		this.enabled
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addLast(new MapPropertySource("application.yaml", Map.of(pair[0], pair[1]))))
			.run((context) -> assertThat(context.getBean(AmphoraConnectionDetails.class))
				.isInstanceOf(EmbeddedBrokerConnectionDetails.class));
	}

	@Test
	void refusesABrokerOfASourceThatOverridesItsOwn() {
		this.enabled
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new MapPropertySource("command line", Map.of("amphora.host", "rabbit"))))
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(MutuallyExclusiveConfigurationPropertiesException.class));
	}

	@Test
	void refusesDirectRepliesWhichItDoesNotHave() {
		this.enabled.withPropertyValues("amphora.clients.math.reply-mode=direct")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("amphora.clients.math.reply-mode")
				.hasMessageContaining("direct reply-to"));
	}

	@Test
	void leavesFurtherConnectionsAlone() {
		this.enabled
			.withPropertyValues("amphora.connections.old.port=1", "amphora.clients.math.reply-mode=direct",
					"amphora.clients.math.connection=old")
			.run((context) -> assertThat(
					context.getBean("oldAmphoraConnectionFactory", ConnectionFactory.class).getPort())
				.isEqualTo(1));
	}

	@Test
	void refusesConnectionDetailsBesideIt() {
		AmphoraConnectionDetails mine = () -> List.of(new AmphoraConnectionDetails.Address("rabbit", 1));
		this.enabled.withBean("mine", AmphoraConnectionDetails.class, () -> mine)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(EmbeddedBrokerSetupException.class)
				.rootCause()
				.hasMessageContaining("'mine'"));
	}

	@Test
	void refusesAnotherEmbeddedBrokerBesideIt() {
		try (EmbeddedBroker mine = EmbeddedBroker.start(0)) {
			this.enabled.withBean("mine", EmbeddedBroker.class, () -> mine)
				.run((context) -> assertThat(context).getFailure()
					.rootCause()
					.isInstanceOf(EmbeddedBrokerSetupException.class)
					.hasMessageContaining("'mine'"));
		}
	}

	@Test
	void refusesASecondOneInAChildContext() {
		this.enabled.run((parent) -> this.enabled.withParent(parent)
			.run((child) -> assertThat(child).getFailure().hasRootCauseInstanceOf(EmbeddedBrokerSetupException.class)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "org.apache.qpid", "org.apache.qpid.server.protocol",
			"org.apache.qpid.server.store.MemoryConfigurationStore" })
	void namesTheDependenciesThatAreMissing(String missing) {
		this.enabled.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(EmbeddedBrokerSetupException.class)
				.hasMessageContaining("org.apache.qpid:qpid-broker-core:10.1.0")
				.hasMessageContaining("org.apache.qpid:qpid-broker-plugins-amqp-0-8-protocol:10.1.0")
				.hasMessageContaining("org.apache.qpid:qpid-broker-plugins-memory-store:10.1.0"));
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, 65_536 })
	void refusesAPortOutOfRange(int port) {
		this.enabled.withPropertyValues("amphora.embedded.port=" + port)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(InvalidConfigurationPropertyValueException.class)
				.rootCause()
				.hasMessageContaining("amphora.embedded.port"));
	}

}
