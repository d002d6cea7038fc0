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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.serializer.ReceivedCall;
import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcCall;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link RequestProcessor} with functions and serializers that fail.
 */
@BrokerTest
class FailingFunctionIntegrationTests {

	private static final int MORE_THAN_THE_PREFETCH = 3;

	private final AmphoraServer server;

	private final AmphoraClient client;

	FailingFunctionIntegrationTests(TestService service) {
		this.server = service.server((builder) -> builder.errorMessages(ErrorMessages.ALWAYS)
			.serializer(new BrittleSerializer())
			.concurrency(2)
			.prefetch(2));
		this.client = service.client();
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("echo", (call) -> call.argument(0, String.class));
		this.server.addFunction("echoLater",
				(call) -> CompletableFuture.completedFuture(call.argument(0, String.class)));
		this.server.addFunction("exhaust", (call) -> {
			throw new OutOfMemoryError("no heap");
		});
		this.server.addFunction("recurse", (call) -> recurse(0));
		this.server.addFunction("failLater",
				(call) -> CompletableFuture.supplyAsync(() -> Integer.parseInt("no number")));
		this.server.addFunction("echoMuchLater", (call) -> {
			String text = call.argument(0, String.class);
			return CompletableFuture.supplyAsync(() -> text,
					CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
		});
		this.server.addFunction("failMutely", (call) -> {
			throw new MuteException();
		});
		this.server.addFunction("failMutelyLater", (call) -> CompletableFuture.failedFuture(new MuteException()));
		this.server.addFunction("failEvasively", (call) -> {
			throw new EvasiveException();
		});
		this.server.addFunction("failEvasivelyLater", (call) -> CompletableFuture.failedFuture(new EvasiveException()));
		this.server.addFunction("refuseMutely", (call) -> {
			throw new MuteRefusal();
		});
		this.server.addFunction("refuseMutelyLater",
				(call) -> CompletableFuture.supplyAsync(() -> 1).thenApplyAsync((one) -> {
					throw new MuteRefusal();
				}, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS)));
		this.server.addFunction("brokenStage", (call) -> new BrokenStage());
		this.server.addFunction("interrupt", (call) -> {
			Thread.currentThread().interrupt();
			return "interrupted";
		});
		this.server.addFunction("wait", (call) -> {
			new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
			return "waited";
		});
		this.server.addFunction("cancelled", (call) -> {
			CompletableFuture<String> future = new CompletableFuture<>();
			future.cancel(false);
			return future;
		});
		this.server.serve();
	}

	@SuppressWarnings("InfiniteRecursion")
	private static int recurse(int depth) {
		return recurse(depth + 1) + 1;
	}

	@Test
	void errorsAreReportedLikeExceptions() {
		assertThatCallFails("exhaust", "OutOfMemoryError");
		assertThatCallFails("recurse", "StackOverflowError");
		assertThatCallFails("failLater", "NumberFormatException");
		assertThatCallFails("cancelled", "CancellationException");
		assertThatServerIsWell();
	}

	@Test
	void refusalsThatDoNotProvideTheirViolationsStopNothing() {
		for (String function : new String[] { "refuseMutely", "refuseMutelyLater" }) {
			for (int i = 0; i < 3; i++) {
				assertThatExceptionOfType(WrongRequestException.class)
					.isThrownBy(() -> this.client.call(function, String.class))
					.satisfies((ex) -> assertThat(ex.reason()).isEqualTo("it gave no reason"));
			}
		}
		assertThatServerIsWell();
	}

	@Test
	void serializerThatFailsToReadStopsNothing() {
		assertThatCallIsRefused("unreadable", "The request cannot be read: IllegalStateException: broken");
		assertThatServerIsWell();
	}

	@Test
	void serializerThatFailsToWriteStopsNothing() {
		for (String function : new String[] { "echo", "echoLater" }) {
			assertThatExceptionOfType(RemoteException.class)
				.isThrownBy(() -> this.client.call(function, String.class, "unwritable"))
				.satisfies((ex) -> assertThat(ex.errorType()).isEqualTo("WrongResultException"));
		}
		assertThatServerIsWell();
	}

	@Test
	void errorWhileARequestIsReadStopsNothing() {
		for (int i = 0; i < MORE_THAN_THE_PREFETCH; i++) {
			assertThatCallIsRefused("unreadableByError", "The request cannot be read: OutOfMemoryError");
		}
		assertThatServerIsWell();
	}

	@Test
	void errorWhileAResultIsWrittenStopsNothing() {
		for (String function : new String[] { "echo", "echoLater", "echoMuchLater" }) {
			for (int i = 0; i < MORE_THAN_THE_PREFETCH; i++) {
				assertThatExceptionOfType(RemoteException.class)
					.isThrownBy(() -> this.client.call(function, String.class, "unwritableByError"))
					.satisfies((ex) -> assertThat(ex.errorType()).isEqualTo("AssertionError"));
			}
		}
		assertThatServerIsWell();
	}

	@Test
	void requestWithoutPossibleReplyDoesNotStopTheServer() {
		for (String function : new String[] { "echo", "echoMuchLater" }) {
			for (int i = 0; i < MORE_THAN_THE_PREFETCH; i++) {
				assertThatExceptionOfType(NoResultException.class).isThrownBy(() -> this.client.function(function)
					.timeout(Duration.ofMillis(300))
					.call(String.class, "noReplyPossible"));
			}
		}
		assertThatServerIsWell();
	}

	@Test
	void exceptionWhoseMessageCannotBeReadStopsNothing() {
		assertThatCallFails("failMutely", "MuteException");
		assertThatCallFails("failMutelyLater", "MuteException");
		assertThatServerIsWell();
		assertThat(this.server.statistics().rejected()).isZero();
	}

	@Test
	void exceptionWhoseCauseCannotBeReadStopsNothing() {
		for (int i = 0; i < MORE_THAN_THE_PREFETCH; i++) {
			assertThatCallFails("failEvasively", "EvasiveException");
			assertThatCallFails("failEvasivelyLater", "EvasiveException");
		}
		assertThatServerIsWell();
		assertThat(this.server.statistics().rejected()).isZero();
	}

	@Test
	void stageThatBreaksItsContractStopsNothing() {
		assertThatCallFails("brokenStage", "IllegalStateException");
		assertThatServerIsWell();
	}

	@Test
	void interruptOfOneFunctionDoesNotReachAnother() {
		List<CompletableFuture<String>> waiting = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			this.client.defer("interrupt", String.class);
			waiting.add(this.client.defer("wait", String.class));
		}
		assertThat(waiting).allSatisfy((call) -> assertThat(call).succeedsWithin(PATIENCE).isEqualTo("waited"));
	}

	private void assertThatCallIsRefused(String function, String reason) {
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> this.client.call(function, String.class))
			.withMessageContaining(reason);
	}

	private void assertThatCallFails(String function, String type) {
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> this.client.call(function, String.class))
			.satisfies((ex) -> assertThat(ex.errorType()).isEqualTo(type));
	}

	private void assertThatServerIsWell() {
		for (int i = 0; i < 10; i++) {
			assertThat(this.client.call("echo", String.class, "well")).isEqualTo("well");
		}
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
	}

	/** An exception that cannot provide its cause. */
	private static final class EvasiveException extends CompletionException {

		@Override
		public synchronized Throwable getCause() {
			throw new IllegalStateException("evasive");
		}

	}

	/** An exception that cannot provide its message. */
	private static final class MuteException extends RuntimeException {

		@Override
		public String getMessage() {
			throw new IllegalStateException("mute");
		}

	}

	/** A stage that calls back and fails nevertheless. */
	private static final class BrokenStage extends CompletableFuture<String> {

		@Override
		public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
			action.accept(null, new IllegalStateException("first"));
			action.accept("second", null);
			throw new AssertionError("third");
		}

	}

	/** Throws what the contract does not allow. */
	private static final class BrittleSerializer implements RpcSerializer {

		private final RpcSerializer delegate = new Jackson2RpcSerializer();

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
			ReceivedCall call = this.delegate.deserializeCall(body);
			if (call.function().equals("unreadable")) {
				throw new IllegalStateException("broken");
			}
			if (call.function().equals("unreadableByError")) {
				throw new OutOfMemoryError("no heap");
			}
			return call;
		}

		@Override
		public byte[] serializeResult(RpcResult result) {
			if (result.equals(new RpcResult.Value("unwritable"))) {
				throw new IllegalStateException("broken");
			}
			if (result.equals(new RpcResult.Value("unwritableByError"))) {
				throw new AssertionError("broken");
			}
			if (result.toString().contains("noReplyPossible")) {
				throw new AssertionError("noReplyPossible");
			}
			return this.delegate.serializeResult(result);
		}

		@Override
		public ReceivedResult deserializeResult(byte[] body) {
			return this.delegate.deserializeResult(body);
		}

	}

	private static final class MuteRefusal extends WrongRequestException {

		MuteRefusal() {
			super("mute");
		}

		@Override
		public List<Violation> violations() {
			throw new IllegalStateException("on purpose");
		}

	}

}
