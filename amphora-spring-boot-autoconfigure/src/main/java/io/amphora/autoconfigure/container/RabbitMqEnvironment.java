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
