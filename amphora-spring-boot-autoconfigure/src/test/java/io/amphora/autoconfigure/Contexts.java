package io.amphora.autoconfigure;

import io.amphora.autoconfigure.embedded.AmphoraEmbeddedBrokerAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/**
 * Contexts with all of Amphora's auto-configuration.
 */
final class Contexts {

	private Contexts() {
	}

	/** Nothing listens on port 1. */
	static ApplicationContextRunner withoutBroker() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class,
					AmphoraSerializerAutoConfiguration.class, AmphoraClientAutoConfiguration.class,
					AmphoraServerAutoConfiguration.class, AmphoraEmbeddedBrokerAutoConfiguration.class))
			.withPropertyValues("amphora.port=1");
	}

}
