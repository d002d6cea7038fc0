package io.amphora.autoconfigure.connection;

import io.amphora.transport.connection.BrokerConnectionFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionLoggingEnvironmentPostProcessor}.
 */
class ConnectionLoggingEnvironmentPostProcessorTests {

	private static final String LEVEL = "logging.level." + BrokerConnectionFactory.class.getName();

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void attemptsToConnectAreNotLogged() {
		process();
		assertThat(this.environment.getProperty(LEVEL)).isEqualTo("warn");
	}

	@Test
	void applicationMayLogThem() {
		this.environment.setProperty(LEVEL, "info");
		process();
		assertThat(this.environment.getProperty(LEVEL)).isEqualTo("info");
	}

	@Test
	void isRegistered() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(EnvironmentPostProcessor.class, SpringFactoriesLoader.FailureHandler.handleMessage((message, ex) -> {
			}))).hasAtLeastOneElementOfType(ConnectionLoggingEnvironmentPostProcessor.class);
	}

	private void process() {
		new ConnectionLoggingEnvironmentPostProcessor().postProcessEnvironment(this.environment,
				new SpringApplication());
	}

}
