package io.amphora.autoconfigure;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asserts that an application does not start with a wrong value.
 */
public final class Refusals {

	private Refusals() {
	}

	public static void assertRefused(ApplicationContextRunner runner, String pair) {
		String[] parts = pair.split("=");
		runner.withPropertyValues(pair).run((context) -> {
			Throwable cause = context.getStartupFailure();
			while (cause != null && !(cause instanceof InvalidConfigurationPropertyValueException)) {
				cause = cause.getCause();
			}
			assertThat(cause).as("refusal of %s", pair).isNotNull();
			assertThat(((InvalidConfigurationPropertyValueException) cause).getName()).isEqualTo(parts[0]);
		});
	}

}
