package io.amphora.autoconfigure.container;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Environment variables of a RabbitMQ container, with which it creates its user and its
 * virtual host at the first start. Supports the names of the official image and those of
 * Bitnami.
 *
 * @param variables the variables and their values
 */
record RabbitMqEnvironment(Map<String, ? extends @Nullable String> variables) {

	private static final String GUEST = "guest";

	String username() {
		return Objects.requireNonNullElse(find("RABBITMQ_DEFAULT_USER", "RABBITMQ_USERNAME"), GUEST);
	}

	String password() {
		return Objects.requireNonNullElse(find("RABBITMQ_DEFAULT_PASS", "RABBITMQ_PASSWORD"), GUEST);
	}

	/** Return {@code null} for the default virtual host. */
	@Nullable String virtualHost() {
		return find("RABBITMQ_DEFAULT_VHOST", "RABBITMQ_VHOST");
	}

	private @Nullable String find(String... names) {
		return Stream.of(names).map(this.variables::get).filter(Objects::nonNull).findFirst().orElse(null);
	}

	/** The values include a password. */
	@Override
	public String toString() {
		return "environment of a RabbitMQ container";
	}

}
