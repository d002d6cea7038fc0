package io.amphora.autoconfigure.embedded;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Sets the log level of Qpid to warn unless it is configured. At start-up, Qpid logs
 * about fifty lines that are unrelated to the application.
 */
class EmbeddedBrokerEnvironmentPostProcessor implements EnvironmentPostProcessor {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		if (environment.getProperty("amphora.embedded.enabled", Boolean.class, false)) {
			environment.getPropertySources()
				.addLast(new MapPropertySource("amphoraEmbeddedBroker",
						Map.of("logging.level.qpid", "warn", "logging.level.org.apache.qpid", "warn")));
		}
	}

}
