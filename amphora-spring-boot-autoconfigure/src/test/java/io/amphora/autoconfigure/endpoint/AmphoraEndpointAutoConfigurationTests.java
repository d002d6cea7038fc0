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

package io.amphora.autoconfigure.endpoint;

import io.amphora.actuate.AmphoraEndpoint;
import io.amphora.actuate.AmphoraEndpointWebExtension;
import io.amphora.actuate.ClientDescriptor;
import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests for {@link AmphoraEndpointAutoConfiguration}.
 */
class AmphoraEndpointAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class,
				AmphoraSerializerAutoConfiguration.class, AmphoraClientAutoConfiguration.class,
				AmphoraServerAutoConfiguration.class, AmphoraEndpointAutoConfiguration.class))
		.withPropertyValues("amphora.port=1", "amphora.server.service-name=math");

	private final ApplicationContextRunner exposed = this.contextRunner
		.withPropertyValues("management.endpoints.web.exposure.include=amphora");

	@Test
	void thereIsNoEndpointUnlessItIsExposed() {
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AmphoraEndpoint.class));
	}

	@Test
	void extensionIsOnlyForTheWeb() {
		this.exposed.run((context) -> assertThat(context).hasSingleBean(AmphoraEndpointWebExtension.class));
		this.contextRunner.withPropertyValues("spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=*")
			.run((context) -> assertThat(context).hasSingleBean(AmphoraEndpoint.class)
				.doesNotHaveBean(AmphoraEndpointWebExtension.class));
	}

	@Test
	void exposedEndpointShowsTheServers() {
		this.exposed.run((context) -> assertThat(context.getBean(AmphoraEndpoint.class).amphora().servers()).hasSize(1)
			.allSatisfy((server) -> assertThat(server.service()).isEqualTo("math")));
	}

	@Test
	void exposedEndpointNamesTheBeansOfClients() {
		this.exposed
			.withPropertyValues("amphora.clients.inventory.auto-startup=false",
					"amphora.clients.bulk.auto-startup=false", "amphora.clients.bulk.service-name=inventory")
			.run((context) -> assertThat(context.getBean(AmphoraEndpoint.class).amphora().clients())
				.extracting(ClientDescriptor::bean, ClientDescriptor::service)
				.containsExactlyInAnyOrder(tuple("inventory", "inventory"), tuple("bulk", "inventory")));
	}

	@Test
	void thereIsNoEndpointWithoutAmphoraOrActuator() {
		this.exposed.withPropertyValues("amphora.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AmphoraEndpoint.class));
		this.exposed.withClassLoader(new FilteredClassLoader(ConditionalOnAvailableEndpoint.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(AmphoraEndpoint.class));
	}

	@Test
	void worksWithoutServers() {
		this.exposed.withPropertyValues("amphora.server.enabled=false")
			.run((context) -> assertThat(context.getBean(AmphoraEndpoint.class).amphora().servers()).isEmpty());
	}

}
