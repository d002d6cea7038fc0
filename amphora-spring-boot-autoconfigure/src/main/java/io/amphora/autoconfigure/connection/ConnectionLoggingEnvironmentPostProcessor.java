package io.amphora.autoconfigure.connection;

import java.util.Map;

import io.amphora.transport.connection.BrokerConnectionFactory;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Sets the log level of Amphora's connection factories to warn unless it is configured.
 * They log each attempt to connect, even while the broker is down.
 */
class ConnectionLoggingEnvironmentPostProcessor implements EnvironmentPostProcessor {

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		environment.getPropertySources()
			.addLast(new MapPropertySource("amphoraConnectionLogging",
					Map.of("logging.level." + BrokerConnectionFactory.class.getName(), "warn")));
	}

}
