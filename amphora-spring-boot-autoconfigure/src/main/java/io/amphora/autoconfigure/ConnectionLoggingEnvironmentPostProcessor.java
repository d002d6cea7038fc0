package io.amphora.autoconfigure;

import java.util.Map;

import io.amphora.transport.BrokerConnectionFactory;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Sets the log level of Amphora's connection factories to warn, where nothing else is
 * configured: they log each attempt to connect, also while there is no broker.
 */
class ConnectionLoggingEnvironmentPostProcessor implements EnvironmentPostProcessor {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		environment.getPropertySources()
			.addLast(new MapPropertySource("amphoraConnectionLogging",
					Map.of("logging.level." + BrokerConnectionFactory.class.getName(), "warn")));
	}

}
