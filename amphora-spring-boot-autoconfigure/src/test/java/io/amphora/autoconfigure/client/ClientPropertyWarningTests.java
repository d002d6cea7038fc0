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

package io.amphora.autoconfigure.client;

import io.amphora.autoconfigure.Contexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the warning about properties of clients that have no effect.
 */
@ExtendWith(OutputCaptureExtension.class)
class ClientPropertyWarningTests {

	private final ApplicationContextRunner contextRunner = Contexts.withoutBroker();

	@Test
	void namesPropertiesThatHaveNoEffect(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("amphora.client.pricing.timeout=1234s", "amphora.clients.orders.timout=1s",
					"amphora.clients.orders.auto-startup=false")
			.run((context) -> assertThat(output)
				.contains("Property 'amphora.client.pricing.timeout' has no effect. Did you mean"
						+ " 'amphora.clients.pricing.timeout'?")
				.contains("Property 'amphora.clients.orders.timout' has no effect. Did you mean"
						+ " 'amphora.clients.orders.timeout'?")
				.doesNotContain("1234"));
	}

	@Test
	void saysNothingOfPropertiesThatHaveOne(CapturedOutput output) {
		this.contextRunner
			.withPropertyValues("amphora.clients.pricing=prices", "amphora.clients.orders.shutdown.grace-period=1s",
					"amphora.clients.orders.auto-startup=false", "amphora.clients.pricing.auto-startup=false",
					"amphora.clients.[simple.math].batching.max-count=3",
					"amphora.clients.[simple.math].auto-startup=false")
			.run((context) -> assertThat(output).doesNotContain("has no effect"));
	}

}
