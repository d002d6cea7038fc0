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

package io.amphora.autoconfigure.container;

import java.util.Map;

import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.connection.AmphoraConnectionDetails;
import io.amphora.autoconfigure.connection.AmphoraConnectionDetails.Address;
import org.junit.jupiter.api.Test;

import org.springframework.boot.amqp.autoconfigure.RabbitConnectionDetails;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetailsFactories;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.docker.compose.service.connection.DockerComposeConnectionSource;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RabbitMqDockerComposeConnectionDetailsFactory}, with a mock of the
 * running service.
 */
class DockerComposeConnectionTests {

	private static final String[] SPRING_BOOT_RABBIT = { "org.springframework.boot.amqp",
			"org.springframework.boot.rabbitmq" };

	private final RunningService service = service("rabbitmq:4-management");

	private static RunningService service(String image) {
		RunningService service = mock(RunningService.class);
		ConnectionPorts ports = mock(ConnectionPorts.class);
		given(ports.get(5672)).willReturn(49_153);
		given(ports.get(5671)).willReturn(49_154);
		given(service.image()).willReturn(ImageReference.of(image));
		given(service.host()).willReturn("docker.example.org");
		given(service.ports()).willReturn(ports);
		given(service.env()).willReturn(Map.of("RABBITMQ_DEFAULT_USER", "alice", "RABBITMQ_DEFAULT_PASS", "secret",
				"RABBITMQ_DEFAULT_VHOST", "shop"));
		return service;
	}

	private static Map<Class<?>, ?> details(RunningService service, ClassLoader classLoader) {
		DockerComposeConnectionSource source = mock(DockerComposeConnectionSource.class);
		given(source.getRunningService()).willReturn(service);
		return new ConnectionDetailsFactories(classLoader).getConnectionDetails(source, false);
	}

	private static AmphoraConnectionDetails details(RunningService service) {
		return (AmphoraConnectionDetails) details(service, RunningService.class.getClassLoader())
			.get(AmphoraConnectionDetails.class);
	}

	@Test
	void detailsMatchTheComposeFile() {
		AmphoraConnectionDetails details = details(this.service);
		assertThat(details.getAddresses()).containsExactly(new Address("docker.example.org", 49_153));
		assertThat(details.getUsername()).isEqualTo("alice");
		assertThat(details.getPassword()).isEqualTo("secret");
		assertThat(details.getVirtualHost()).isEqualTo("shop");
		assertThat(details.getSslBundle()).isNull();
	}

	@Test
	void labelsOfTheServiceEncryptTheConnection() {
		given(this.service.labels()).willReturn(
				Map.of("org.springframework.boot.sslbundle.pem.truststore.certificate", "classpath:does-not-matter"));
		AmphoraConnectionDetails details = details(this.service);
		assertThat(details.getSslBundle()).isNotNull();
		assertThat(details.getAddresses()).containsExactly(new Address("docker.example.org", 49_154));
	}

	@Test
	void rabbitMqSupportOfSpringBootIsNotNeeded() {
		assertThat(details(this.service, new FilteredClassLoader(SPRING_BOOT_RABBIT)))
			.containsOnlyKeys(AmphoraConnectionDetails.class);
	}

	@Test
	void rabbitMqSupportOfSpringBootKeepsItsOwnDetails() {
		assertThat(details(this.service, RunningService.class.getClassLoader()))
			.containsKeys(AmphoraConnectionDetails.class, RabbitConnectionDetails.class);
	}

	@Test
	void servicesOfOtherImagesAreIgnored() {
		assertThat(details(service("redis:8"))).isNull();
		assertThat(details(service("bitnami/rabbitmq:4.1"))).isNotNull();
	}

	@Test
	void serviceTakesPrecedenceOverProperties() {
		AmphoraConnectionDetails details = details(this.service);
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class))
			.withBean(AmphoraConnectionDetails.class, () -> details)
			.withPropertyValues("amphora.host=rabbit.example.org")
			.run((context) -> assertThat(context.getBean(AmphoraConnectionDetails.class)).isSameAs(details));
	}

}
