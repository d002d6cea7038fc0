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
