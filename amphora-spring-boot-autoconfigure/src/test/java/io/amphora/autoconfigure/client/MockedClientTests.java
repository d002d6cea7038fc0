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

import io.amphora.autoconfigure.connection.AmphoraConnectionAutoConfiguration;
import io.amphora.autoconfigure.serializer.AmphoraSerializerAutoConfiguration;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

/**
 * Tests for replacing configured clients by mocks.
 */
@SpringBootTest(classes = MockedClientTests.Calculator.class, webEnvironment = WebEnvironment.NONE,
		properties = { "amphora.clients.math.auto-startup=false", "amphora.clients.caches.fanout=true",
				"amphora.clients.caches.auto-startup=false" })
class MockedClientTests {

	@MockitoBean
	private AmphoraClient mocked;

	@MockitoBean
	private AmphoraFanoutClient mockedFanout;

	@Autowired
	private Calculator calculator;

	@Test
	void mockReplacesTheClientBesideAFanoutClient() {
		given(this.mocked.call("add", int.class, 2, 3)).willReturn(5);
		assertThat(this.calculator.client.call("add", int.class, 2, 3)).isEqualTo(5);
		assertThat(this.calculator.fanout).isSameAs(this.mockedFanout);
	}

	@ImportAutoConfiguration({ AmphoraConnectionAutoConfiguration.class, AmphoraSerializerAutoConfiguration.class,
			AmphoraClientAutoConfiguration.class })
	static class Calculator {

		final AmphoraClient client;

		final AmphoraFanoutClient fanout;

		Calculator(AmphoraClient client, AmphoraFanoutClient fanout) {
			this.client = client;
			this.fanout = fanout;
		}

	}

}
