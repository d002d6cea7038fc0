package io.amphora.autoconfigure.embedded;

import java.util.Map;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Has Qpid log warnings only, where nothing else is configured: at start it logs some
 * fifty lines that say nothing about the application.
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
