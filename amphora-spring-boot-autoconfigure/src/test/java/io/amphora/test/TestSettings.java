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

package io.amphora.test;

import java.util.Optional;

/**
 * What a person may tell the tests, as an environment variable or a system property of
 * the same name.
 */
final class TestSettings {

	private static final String BROKER = "AMPHORA_TEST_BROKER";

	static final String RABBITMQ_URI = "AMPHORA_TEST_RABBITMQ_URI";

	private static final String RABBITMQ_HOME = "AMPHORA_TEST_RABBITMQ_HOME";

	static final String RABBITMQ_REQUIRED = "AMPHORA_TEST_RABBITMQ_REQUIRED";

	private TestSettings() {
	}

	static boolean embeddedOnly() {
		return value(BROKER).filter("embedded"::equals).isPresent();
	}

	static boolean rabbitMqRequired() {
		return value(RABBITMQ_REQUIRED).filter("true"::equals).isPresent();
	}

	static boolean browserRequired() {
		return value("AMPHORA_TEST_BROWSER_REQUIRED").filter("true"::equals).isPresent();
	}

	static Optional<String> rabbitMqUri() {
		return value(RABBITMQ_URI);
	}

	/** The folder of a RabbitMQ, or of an unpacked system with a RabbitMQ in it. */
	static Optional<String> rabbitMqHome() {
		return value(RABBITMQ_HOME);
	}

	private static Optional<String> value(String name) {
		String property = System.getProperty(name);
		return Optional.ofNullable((property != null) ? property : System.getenv(name))
			.filter((text) -> !text.isBlank());
	}

}
