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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RabbitMqEnvironment}.
 */
class RabbitMqEnvironmentTests {

	@Test
	void guestIsTheUserByDefault() {
		RabbitMqEnvironment environment = new RabbitMqEnvironment(Map.of());
		assertThat(environment.username()).isEqualTo("guest");
		assertThat(environment.password()).isEqualTo("guest");
		assertThat(environment.virtualHost()).isNull();
	}

	@Test
	void supportsTheOfficialImage() {
		RabbitMqEnvironment environment = new RabbitMqEnvironment(Map.of("RABBITMQ_DEFAULT_USER", "alice",
				"RABBITMQ_DEFAULT_PASS", "secret", "RABBITMQ_DEFAULT_VHOST", "shop"));
		assertThat(environment.username()).isEqualTo("alice");
		assertThat(environment.password()).isEqualTo("secret");
		assertThat(environment.virtualHost()).isEqualTo("shop");
		assertThat(environment).asString().doesNotContain("secret");
	}

	@Test
	void supportsTheImageOfBitnami() {
		RabbitMqEnvironment environment = new RabbitMqEnvironment(
				Map.of("RABBITMQ_USERNAME", "alice", "RABBITMQ_PASSWORD", "secret", "RABBITMQ_VHOST", "shop"));
		assertThat(environment.username()).isEqualTo("alice");
		assertThat(environment.password()).isEqualTo("secret");
		assertThat(environment.virtualHost()).isEqualTo("shop");
	}

}
