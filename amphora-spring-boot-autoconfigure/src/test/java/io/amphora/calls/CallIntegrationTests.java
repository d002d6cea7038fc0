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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ErrorMessages;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for calls from a client to a server over a broker.
 */
@BrokerTest
class CallIntegrationTests {

	private final AmphoraServer server;

	private final AmphoraClient client;

	CallIntegrationTests(TestService service) {
		this.server = service
			.server((builder) -> builder.concurrency(4).prefetch(4).errorMessages(ErrorMessages.ALWAYS));
		this.client = service.client();
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
		this.server.addFunction("divide", (call) -> call.argument(0, Integer.class) / call.argument(1, Integer.class));
		this.server.addFunction("fail", (call) -> {
			throw new RemoteException("ValueError", "x", -5);
		});
		this.server.addFunction("faculty", (call) -> {
			int n = call.argument(0, Integer.class);
			return (n <= 1) ? 1L : n * this.client.call("faculty", Long.class, n - 1);
		});
		this.server.addFunction("deferred_faculty", (call) -> {
			int n = call.argument(0, Integer.class);
			return (n <= 1) ? 1L : n * this.client.defer("deferred_faculty", Long.class, n - 1).join();
		});
		this.server.serve();
	}

	@Test
	void callReturnsTheResult() {
		assertThat(this.client.call("add", Integer.class, 2, 3)).isEqualTo(5);
	}

	@Test
	void deferCompletesWithTheResult() {
		assertThat(this.client.defer("add", Integer.class, 2, 3)).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(5);
	}

	@Test
	void callIsNoLongerPendingWhenItsResultIsThere() {
		for (int i = 0; i < 100; i++) {
			CompletableFuture<Long> pending = this.client.defer("add", Integer.class, i, 3)
				.thenApply((sum) -> (long) this.client.statistics().pending());
			assertThat(pending).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(0L);
		}
	}

	@Test
	void exceptionsComeWithTypeAndArguments() {
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.client.call("divide", int.class, 10, 0))
			.satisfies((ex) -> {
				assertThat(ex.errorType()).isEqualTo("ArithmeticException");
				assertThat(ex.args()).containsExactly("/ by zero");
			});
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.client.call("fail", int.class))
			.satisfies((ex) -> {
				assertThat(ex.errorType()).isEqualTo("ValueError");
				assertThat(ex.args()).containsExactly("x", -5);
			});
	}

	@Test
	void nullInThePlaceOfATypeOrOfAllArgumentsIsRefusedAtOnce() {
		String type = "'resultType' must not be null";
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.call("add", (Class<?>) null, 2, 3))
			.withMessageStartingWith(type);
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.defer("add", (Class<?>) null, 2, 3))
			.withMessageStartingWith(type);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.client.call("add", (ParameterizedTypeReference<?>) null, 2, 3))
			.withMessageStartingWith(type);
		String args = "'args' must not be null: give '(Object) null' to pass null as an argument";
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.call("add", int.class, (Object[]) null))
			.withMessage(args);
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.defer("add", int.class, (Object[]) null))
			.withMessage(args);
		assertThatIllegalArgumentException().isThrownBy(() -> this.client.function("add").send((Object[]) null))
			.withMessage(args);
	}

	@Test
	void argumentThatCannotBeWrittenIsNamed() {
		Object unwritable = Map.of("items", List.of(new Unwritable()));
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> this.client.call("add", int.class, 2, unwritable))
			.withMessageStartingWith("The request for 'add' cannot be written as JSON, wrong at args[1][*][0].name "
					+ "(IllegalStateException). Not sent: function 'add'");
	}

	@Test
	void unknownFunctionIsAWrongRequest() {
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> this.client.call("nothing", int.class))
			.withMessageContaining("nothing");
	}

	@Test
	void aFunctionMayCallItsOwnServerDeeperThanThePrefetch() {
		assertThat(this.client.call("faculty", Long.class, 20)).isEqualTo(2432902008176640000L);
	}

	@Test
	void aFunctionMayJoinFuturesOfItsOwnServerDeeperThanTheConcurrency() {
		assertThat(this.client.call("deferred_faculty", Long.class, 20)).isEqualTo(2432902008176640000L);
	}

	@Test
	void aFunctionMayCallItsOwnServerDeeplyAfterAStop() {
		assertThat(this.client.call("faculty", Long.class, 20)).isEqualTo(2432902008176640000L);
		this.server.stop();
		this.server.serve();
		assertThat(this.client.call("faculty", Long.class, 20)).isEqualTo(2432902008176640000L);
	}

	@Test
	void manyFunctionsMayCallTheirOwnServerAtATime() {
		List<CompletableFuture<Long>> results = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			results.add(this.client.defer("faculty", Long.class, 10));
		}
		assertThat(results)
			.allSatisfy((result) -> assertThat(result).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(3628800L));
	}

	static class Unwritable {

		public String getName() {
			throw new IllegalStateException("s3cret");
		}

	}

}
