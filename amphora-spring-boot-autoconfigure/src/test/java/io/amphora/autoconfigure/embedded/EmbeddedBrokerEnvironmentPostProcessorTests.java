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

package io.amphora.autoconfigure.embedded;

import java.util.Map;

import org.junit.jupiter.api.Test;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedBrokerEnvironmentPostProcessor}.
 */
class EmbeddedBrokerEnvironmentPostProcessorTests {

	private final MockEnvironment environment = new MockEnvironment();

	@Test
	void quietensQpidWhenItIsEnabled() {
		this.environment.setProperty("amphora.embedded.enabled", "true");
		process();
		assertThat(this.environment.getProperty("logging.level.qpid")).isEqualTo("warn");
		assertThat(this.environment.getProperty("logging.level.org.apache.qpid")).isEqualTo("warn");
	}

	@Test
	void doesNothingOtherwise() {
		process();
		assertThat(this.environment.getProperty("logging.level.qpid")).isNull();
	}

	@Test
	void isOverriddenByAnything() {
		this.environment.setProperty("amphora.embedded.enabled", "true");
		this.environment.getPropertySources()
			.addLast(new MapPropertySource("last", Map.of("logging.level.qpid", "debug")));
		process();
		assertThat(this.environment.getProperty("logging.level.qpid")).isEqualTo("debug");
	}

	@Test
	void isRegistered() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(EnvironmentPostProcessor.class, SpringFactoriesLoader.FailureHandler.handleMessage((message, ex) -> {
			}))).hasAtLeastOneElementOfType(EmbeddedBrokerEnvironmentPostProcessor.class);
	}

	private void process() {
		new EmbeddedBrokerEnvironmentPostProcessor().postProcessEnvironment(this.environment, new SpringApplication());
	}

}
