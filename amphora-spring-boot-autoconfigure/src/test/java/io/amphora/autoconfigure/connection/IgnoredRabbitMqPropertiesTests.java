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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.amqp.autoconfigure.RabbitAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IgnoredRabbitMqProperties}.
 */
@ExtendWith(OutputCaptureExtension.class)
class IgnoredRabbitMqPropertiesTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(AmphoraConnectionAutoConfiguration.class));

	@ParameterizedTest
	@CsvSource({ "host, rabbit", "addresses, rabbit:5672" })
	void warnsWithoutTheSupportOfSpringBoot(String property, String value, CapturedOutput output) {
		this.contextRunner.withClassLoader(new FilteredClassLoader("org.springframework.boot.amqp"))
			.withPropertyValues("spring.rabbitmq." + property + "=" + value)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).containsOnlyOnce("Amphora ignores 'spring.rabbitmq." + property + "', as there is no");
	}

	@Test
	void warnsIfPropertiesOfAmphoraHaveNoAddress(CapturedOutput output) {
		this.contextRunner.withConfiguration(AutoConfigurations.of(RabbitAutoConfiguration.class))
			.withPropertyValues("spring.rabbitmq.host=rabbit", "amphora.username=shop")
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output)
			.containsOnlyOnce("Amphora ignores 'spring.rabbitmq.host', as properties under 'amphora' configure");
	}

	@Test
	void doesNotWarnIfTheConnectionIsUsedOrAmphoraHasItsOwn(CapturedOutput output) {
		this.contextRunner.withConfiguration(AutoConfigurations.of(RabbitAutoConfiguration.class))
			.withPropertyValues("spring.rabbitmq.host=rabbit")
			.run((context) -> assertThat(context).hasNotFailed());
		this.contextRunner.withPropertyValues("spring.rabbitmq.host=rabbit", "amphora.host=127.0.0.1")
			.run((context) -> assertThat(context).hasNotFailed());
		this.contextRunner.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).doesNotContain("Amphora ignores");
	}

}
