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

package io.amphora.calls;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for calls that fail before their request is sent.
 */
@BrokerTest
class UnsentCallIntegrationTests {

	private final AmphoraClient client;

	UnsentCallIntegrationTests(TestService service) {
		this.client = service.client((builder) -> builder.tuneFunction("broken", (args, kwargs) -> {
			throw new NoClassDefFoundError("on purpose");
		}));
	}

	@Test
	void futureHasAnErrorOfTheCodeOfTheApplication() {
		RemoteFunction function = this.client.function("broken");
		Stream<CompletableFuture<?>> futures = Stream.of(function.defer(Integer.class), function.send());
		assertThat(futures).allSatisfy((future) -> assertThat(future).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(NoClassDefFoundError.class));
		assertThat(this.client.statistics().pending()).isZero();
		assertThat(this.client.statistics().held()).isZero();
	}

	@Test
	void correlationIdThatCannotBeEncodedIsRefused() {
		for (String id : List.of("\ud800", "a\udc00b")) {
			RemoteFunction function = this.client.function("any").correlationId(id);
			assertThat(function.defer(Integer.class)).failsWithin(PATIENCE)
				.withThrowableThat()
				.withCauseInstanceOf(WrongRequestException.class)
				.withMessageContaining("surrogate");
		}
	}

}
