package io.amphora.autoconfigure;

import java.util.Map;

import io.amphora.autoconfigure.client.AmphoraClientAutoConfiguration;
import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.embedded.AmphoraEmbeddedBrokerAutoConfiguration;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.autoconfigure.server.AmphoraServerAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Contexts with all of Amphora's auto-configuration.
 */
public final class Contexts {

	private Contexts() {
	}

	/** Nothing listens on port 1. */
	public static ApplicationContextRunner withoutBroker() {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class,
					AmphoraSerializerAutoConfiguration.class, AmphoraClientAutoConfiguration.class,
					AmphoraServerAutoConfiguration.class, AmphoraEmbeddedBrokerAutoConfiguration.class))
			.withPropertyValues("amphora.port=1");
	}

	/** Sets environment variables. */
	public static ApplicationContextInitializer<ConfigurableApplicationContext> variables(
			Map<String, Object> variables) {
		return (context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("test-systemEnvironment", variables));
	}

}
