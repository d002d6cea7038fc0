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
