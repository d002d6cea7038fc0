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

package io.amphora.client;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.amphora.AmphoraException;
import io.amphora.WrongResultException;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.client.interceptor.ClientInterceptor;
import io.amphora.serializer.ReceivedCall;
import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcCall;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for calls whose reply comes and meets code that fails: every call ends.
 */
@BrokerTest
class UnreadableReplyIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static final List<Throwable> FAILURES = List.of(new IllegalStateException("broken"),
			new AssertionError("broken"), new StackOverflowError("broken"));

	private final TestService service;

	private final BrittleReader serializer = new BrittleReader();

	UnreadableReplyIntegrationTests(TestService service) {
		this.service = service;
	}

	@BeforeEach
	void serve() {
		serve(this.service.server());
	}

	private void serve(AmphoraServer server) {
		server.addFunction("echo", (call) -> call.argument(0, String.class));
		server.serve().join();
	}

	private AmphoraClient client(ClientInterceptor... interceptors) {
		return this.service.client((builder) -> {
			builder.serializer(this.serializer).timeout(PATIENCE.multipliedBy(2));
			List.of(interceptors).forEach(builder::interceptor);
		});
	}

	@Test
	void callEndsIfItsSerializerThrows() {
		AmphoraClient client = client();
		for (Throwable failure : FAILURES) {
			this.serializer.failure = failure;
			assertThat(client.defer("echo", String.class, "x")).failsWithin(PATIENCE)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(WrongResultException.class)
				.withCause(failure);
			assertThatExceptionOfType(WrongResultException.class)
				.isThrownBy(() -> client.call("echo", String.class, "x"))
				.withCause(failure);
			this.serializer.failure = null;
			assertThat(client.call("echo", String.class, "x")).isEqualTo("x");
		}
		assertThat(client.statistics().pending()).isZero();
	}

	@Test
	void callEndsThoughTheTypeOfItsResultCannotBeUsed() {
		AmphoraClient client = client();
		for (Class<?> type : List.of(Strict.class, Uninitializable.class)) {
			assertThat(client.defer("echo", type, "x")).failsWithin(PATIENCE)
				.withThrowableThat()
				.havingCause()
				.isInstanceOf(WrongResultException.class)
				.satisfies((ex) -> assertThat(((AmphoraException) ex).report()).isNotNull());
		}
	}

	@Test
	void callEndsIfItsInterceptorsChangeItsCompletion() {
		assertThatCallReturns((completion) -> {
			throw new IllegalStateException("before");
		});
		assertThatCallReturns((completion) -> {
			throw new AssertionError("before");
		});
		assertThatCallReturns((completion) -> {
			completion.run();
			throw new IllegalStateException("after");
		});
		assertThatCallReturns((completion) -> {
		});
	}

	private void assertThatCallReturns(Consumer<Runnable> around) {
		AmphoraClient client = client((call) -> call.completeWithin(around));
		assertThat(client.defer("echo", String.class, "x")).succeedsWithin(PATIENCE).isEqualTo("x");
		assertThat(client.function("echo").send("x")).succeedsWithin(PATIENCE);
	}

	@Test
	void callEndsIfAListenerForItsOutcomeThrows() {
		for (Throwable failure : FAILURES) {
			AtomicInteger told = new AtomicInteger();
			AmphoraClient client = client((call) -> call.onOutcome((outcome) -> told.incrementAndGet()),
					(call) -> call.onOutcome((outcome) -> throwUnchecked(failure)));
			assertThat(client.defer("echo", String.class, "x")).succeedsWithin(PATIENCE).isEqualTo("x");
			assertThat(client.call("echo", String.class, "x")).isEqualTo("x");
			assertThat(told).hasValue(2);
		}
	}

	@Test
	void gatherKeepsRepliesThatCannotBeReadAsErrorsAndReadsEachOnce() {
		AmphoraFanoutClient client = fanoutClient();
		for (Throwable failure : FAILURES) {
			this.serializer.reads.set(0);
			this.serializer.failure = failure;
			List<FanoutReply<String>> replies = client.gather("echo", String.class).expecting(2).call("x");
			assertThat(replies).hasSize(2)
				.allSatisfy((reply) -> assertThat(reply.error()).isInstanceOf(WrongResultException.class)
					.hasCause(failure));
			assertThat(this.serializer.reads).hasValue(2);
		}
		this.serializer.failure = null;
		assertThat(client.gather("echo", String.class).expecting(2).call("x")).allMatch(FanoutReply::successful);
	}

	@Test
	void gatherEndsIfItsConsumerThrows() {
		AmphoraFanoutClient client = fanoutClient();
		for (Throwable failure : FAILURES) {
			AtomicInteger given = new AtomicInteger();
			CompletableFuture<?> end = client.gather("echo", String.class).expecting(2).forEachAsync((reply) -> {
				given.incrementAndGet();
				throwUnchecked(failure);
			}, "x");
			assertThat(end).failsWithin(PATIENCE).withThrowableThat().withCause(failure);
			assertThat(given).hasValue(1);
		}
		await().atMost(PATIENCE).until(() -> client.statistics().pending() == 0);
	}

	private AmphoraFanoutClient fanoutClient() {
		for (String uuid : List.of("one", "two")) {
			serve(this.service.fanoutServer((builder) -> builder.uuid(uuid)));
		}
		return this.service.fanoutClient((builder) -> builder.serializer(this.serializer).timeout(PATIENCE));
	}

	@SuppressWarnings("unchecked")
	private static <E extends Throwable> void throwUnchecked(Throwable failure) throws E {
		throw (E) failure;
	}

	/** A type whose values cannot be made. */
	record Strict(String value) {

		Strict {
			throwUnchecked(new AssertionError("on purpose"));
		}

	}

	/** A type that cannot be initialized. */
	static final class Uninitializable {

		static {
			throwUnchecked(new IllegalStateException("on purpose"));
		}

		Uninitializable(String value) {
		}

	}

	/** Throws what the contract does not allow. */
	private static final class BrittleReader implements RpcSerializer {

		private final RpcSerializer delegate = new Jackson2RpcSerializer();

		private final AtomicInteger reads = new AtomicInteger();

		private volatile Throwable failure;

		@Override
		public String contentType() {
			return this.delegate.contentType();
		}

		@Override
		public byte[] serializeCall(RpcCall call) {
			return this.delegate.serializeCall(call);
		}

		@Override
		public ReceivedCall deserializeCall(byte[] body) {
			return this.delegate.deserializeCall(body);
		}

		@Override
		public byte[] serializeResult(RpcResult result) {
			return this.delegate.serializeResult(result);
		}

		@Override
		public ReceivedResult deserializeResult(byte[] body) {
			this.reads.incrementAndGet();
			Throwable current = this.failure;
			if (current != null) {
				throwUnchecked(current);
			}
			return this.delegate.deserializeResult(body);
		}

	}

}
