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

package io.amphora.autoconfigure.health;

import io.amphora.actuate.AmphoraHealthContributor;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.client.AmphoraClientFactory;
import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.health.application.ReadinessStateHealthIndicator;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link AmphoraHealthContributorAutoConfiguration}.
 */
class AmphoraHealthContributorAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class,
				AmphoraSerializerAutoConfiguration.class, AmphoraClientAutoConfiguration.class,
				AmphoraServerAutoConfiguration.class, AmphoraHealthContributorAutoConfiguration.class,
				HealthContributorRegistryAutoConfiguration.class))
		.withPropertyValues("amphora.port=1");

	@Test
	void componentsAreTheServersAndClientsOfTheApplication() {
		this.contextRunner
			.withPropertyValues("amphora.server.service-name=math", "amphora.clients.other.auto-startup=false")
			.withBean("own", AmphoraClient.class,
					() -> AmphoraClient.builder("own", new CachingConnectionFactory("127.0.0.1", 1))
						.autoStartup(false)
						.build())
			.run((context) -> {
				assertThat(context.getBean(HealthContributorRegistry.class).getContributor("amphora"))
					.isSameAs(context.getBean(AmphoraHealthContributor.class));
				context.getBean(AmphoraClientFactory.class).create("late", (builder) -> builder.autoStartup(false));
				assertThat(context.getBean(AmphoraHealthContributor.class).stream()).map(HealthContributors.Entry::name)
					.containsExactlyInAnyOrder("server-math", "client-other", "client-own", "client-late");
			});
	}

	@Test
	void mocksOfClientsHaveNoComponents() {
		this.contextRunner.withPropertyValues("amphora.clients.other.auto-startup=false")
			.withBean("mock", AmphoraClient.class, () -> mock(AmphoraClient.class))
			.run((context) -> assertThat(context.getBean(AmphoraHealthContributor.class).stream())
				.map(HealthContributors.Entry::name)
				.containsExactly("client-other"));
	}

	@Test
	void serverAppearsOnceItHasAFunction() {
		this.contextRunner
			.withPropertyValues("spring.application.name=orders", "amphora.clients.inventory.auto-startup=false",
					"amphora.clients.bulk.auto-startup=false", "amphora.clients.bulk.service-name=inventory")
			.run((context) -> {
				AmphoraHealthContributor contributor = context.getBean(AmphoraHealthContributor.class);
				assertThat(contributor.stream()).map(HealthContributors.Entry::name)
					.containsExactlyInAnyOrder("client-inventory", "client-inventory-bulk");
				context.getBean(AmphoraServer.class).addFunction("add", (call) -> 5);
				assertThat(contributor.getContributor("server-orders")).isNotNull();
			});
	}

	@Test
	void healthIsOffWhereItIsNotWanted() {
		this.contextRunner.withPropertyValues("management.health.amphora.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AmphoraHealthContributor.class));
		this.contextRunner.withPropertyValues("amphora.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AmphoraHealthContributor.class));
	}

	@Test
	void nothingOfHealthIsNeeded() {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class,
					AmphoraSerializerAutoConfiguration.class, AmphoraClientAutoConfiguration.class,
					AmphoraHealthContributorAutoConfiguration.class))
			.withClassLoader(new FilteredClassLoader(HealthContributor.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(AmphoraClientFactory.class));
	}

	@Test
	void manuallyCreatedServerThatPreparesToStopRefusesTrafficUntilItIsClosed() {
		this.contextRunner
			.withBean("own", AmphoraServer.class,
					() -> AmphoraServer.builder("own", new CachingConnectionFactory("127.0.0.1", 1)).build())
			.withBean(ApplicationAvailabilityBean.class)
			.withBean(ReadinessStateHealthIndicator.class)
			.withPropertyValues("amphora.server.service-name=own")
			.run((context) -> {
				AmphoraServer server = context.getBean(AmphoraServer.class);
				assertThat(server.state()).isEqualTo(ServerState.SERVING);
				server.prepareStop();
				assertThat(context.getBean(ReadinessStateHealthIndicator.class).health().getStatus())
					.isEqualTo(Status.OUT_OF_SERVICE);
				assertThat(context.getBean(ApplicationAvailability.class).getLastChangeEvent(LivenessState.class))
					.isNull();
				server.close();
				assertThat(context.getBean(ReadinessStateHealthIndicator.class).health().getStatus())
					.isEqualTo(Status.UP);
			});
	}

}
