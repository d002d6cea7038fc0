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

package io.amphora.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.amphora.CallStage;
import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ErrorMessages;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for messages that cannot be encoded.
 */
@BrokerTest
class UnsendableMessageIntegrationTests {

	private static final String HEADER = "x".repeat(300);

	private final AmphoraServer server;

	private final AmphoraClient client;

	UnsendableMessageIntegrationTests(TestService service) {
		this.server = service.server((builder) -> builder.interceptor((call, chain) -> {
			if (call.context().function().equals("unsendable")) {
				call.responseHeaders().put(HEADER, "y");
			}
			return chain.proceed(call);
		}).errorMessages(ErrorMessages.ALWAYS));
		this.client = service.client();
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("echo", (call) -> call.argument(0, String.class));
		this.server.addFunction("unsendable", (call) -> "x");
		this.server.serve().join();
	}

	@Test
	void requestFailsAtOnceAndOthersSucceed() {
		List<CompletableFuture<String>> others = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			others.add(this.client.defer("echo", String.class, "good"));
			assertThatExceptionOfType(WrongRequestException.class)
				.isThrownBy(() -> this.client.function("echo").routingKey("k".repeat(300)).call(String.class, "bad"))
				.withMessageContaining("routing key is longer than 255 bytes")
				.satisfies((ex) -> assertThat(ex.report().stage()).isEqualTo(CallStage.HELD));
		}
		assertThat(others).allSatisfy((call) -> assertThat(call).succeedsWithin(PATIENCE).isEqualTo("good"));
		// a reply may come before the confirm of its request
		await().atMost(PATIENCE).until(() -> this.client.statistics().held() == 0);
	}

	@Test
	void callFailsIfItsReplyCannotBeSentAndOthersSucceed() {
		for (int i = 0; i < 5; i++) {
			CompletableFuture<String> other = this.client.defer("echo", String.class, "good");
			assertThatExceptionOfType(RemoteException.class)
				.isThrownBy(() -> this.client.call("unsendable", String.class))
				.satisfies((ex) -> assertThat(ex.errorType()).isEqualTo("WrongResultException"))
				.withMessageContaining("of its headers, something is longer than 255 bytes");
			assertThat(other).succeedsWithin(PATIENCE).isEqualTo("good");
		}
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
	}

}
