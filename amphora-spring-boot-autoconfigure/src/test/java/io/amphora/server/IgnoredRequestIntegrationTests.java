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

package io.amphora.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.amphora.IgnoreRequestException;
import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.function.FunctionHandler;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for requests that functions ignore.
 */
@BrokerTest
class IgnoredRequestIntegrationTests {

	private final TestService service;

	private final AmphoraClient client;

	private final AtomicInteger ignored = new AtomicInteger();

	IgnoredRequestIntegrationTests(TestService service) {
		this.service = service;
		this.client = service.client();
	}

	/** Before the servers, so that calls that are pending get their replies. */
	@AfterEach
	void closeClient() {
		this.client.close();
	}

	@Test
	void anotherServerGetsWhatOneIgnores() {
		Assumptions.assumeTrue(this.service.broker().rabbitMq(),
				"No RabbitMQ: the embedded broker gives it back to the same server");
		serve((call) -> ignore());
		serve((call) -> "done");
		for (int i = 0; i < 20; i++) {
			assertThat(this.client.call("work", String.class)).isEqualTo("done");
		}
		assertThat(this.ignored).hasValueLessThan(100);
	}

	@Test
	void loneServerRepliesAfterSoManyTimes() {
		serve((call) -> ignore(), (builder) -> builder.errorMessages(ErrorMessages.ALWAYS));
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> this.client.call("work", String.class))
			.withMessageContaining("Every server ignores the request")
			.withMessageContaining("not my business");
		assertThat(this.ignored).hasValue(4);
	}

	@Test
	void callersDoNotLearnWhyByDefault() {
		serve((call) -> ignore());
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> this.client.call("work", String.class))
			.withMessageContaining("Every server ignores the request")
			.withMessageNotContaining("not my business");
	}

	@Test
	void otherRequestsAreServedWhileOneIsIgnored() {
		serve((call) -> ignore()).addFunction("other", (call) -> "served");
		this.client.defer("work", String.class);
		assertThat(this.client.call("other", String.class)).isEqualTo("served");
	}

	private Object ignore() {
		this.ignored.incrementAndGet();
		throw new IgnoreRequestException("not my business");
	}

	private AmphoraServer serve(FunctionHandler handler) {
		return serve(handler, (builder) -> {
		});
	}

	private AmphoraServer serve(FunctionHandler handler, Consumer<AmphoraServerBuilder<AmphoraServer>> settings) {
		AmphoraServer server = this.service.server((builder) -> settings.accept(builder.maxIgnores(3)));
		server.addFunction("work", handler);
		assertThat(server.serve()).succeedsWithin(PATIENCE);
		return server;
	}

}
