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
