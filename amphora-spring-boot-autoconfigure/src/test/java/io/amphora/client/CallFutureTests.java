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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.amphora.CallContext;
import io.amphora.CallScope;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link CallFuture}.
 */
class CallFutureTests {

	private final CompletableFuture<String> future = new CallFuture<>();

	private final List<String> seen = new ArrayList<>();

	private Runnable whileBlocked = () -> {
	};

	private final CallScope scope = new RecordingScope();

	@Test
	void functionThatJoinsLetsOthersRun() throws Exception {
		assertThat((Object) inFunction(this.future::join)).isEqualTo("done");
		assertThat(this.seen).containsExactly("blocked", "unblocked");
	}

	@Test
	void functionThatGetsLetsOthersRun() throws Exception {
		assertThat((Object) inFunction(this.future::get)).isEqualTo("done");
		assertThat(this.seen).containsExactly("blocked", "unblocked");
	}

	@Test
	void functionThatGetsForATimeLetsOthersRun() throws Exception {
		assertThat((Object) inFunction(() -> this.future.get(30, TimeUnit.SECONDS))).isEqualTo("done");
		assertThat(this.seen).containsExactly("blocked", "unblocked");
	}

	@Test
	void functionThatWaitsForADependentFutureLetsOthersRun() throws Exception {
		CompletableFuture<Integer> length = this.future.thenApply(String::length)
			.thenCombine(this.future, (count, value) -> count)
			.handle((count, failure) -> count);
		assertThat((Object) inFunction(length::join)).isEqualTo(4);
		assertThat(this.seen).containsExactly("blocked", "unblocked");
	}

	@Test
	void functionThatDoesNotHaveToWaitKeepsItsPlace() throws Exception {
		this.future.complete("done");
		assertThat((Object) this.scope.run(this.future::join)).isEqualTo("done");
		assertThat(this.seen).isEmpty();
	}

	@Test
	void functionTakesUpItsSlotAgainAfterEachKindOfWait() {
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> this.scope.run(() -> this.future.get(1, TimeUnit.NANOSECONDS)));
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> this.scope.run(this.future::get));
		assertThat(this.seen).containsExactly("blocked", "unblocked", "blocked", "unblocked");
	}

	@Test
	void threadOutsideOfAFunctionJustWaits() {
		this.future.completeAsync(() -> {
			throw new IllegalStateException("failed");
		});
		assertThatExceptionOfType(CompletionException.class).isThrownBy(this.future::join);
		assertThat(this.seen).isEmpty();
	}

	/** The future completes once the function waits. */
	private <T> T inFunction(Callable<T> function) throws Exception {
		this.whileBlocked = () -> this.future.completeAsync(() -> "done");
		return this.scope.run(function);
	}

	private final class RecordingScope extends CallScope {

		@Override
		public CallContext context() {
			throw new UnsupportedOperationException();
		}

		@Override
		public void callStarted() {
			CallFutureTests.this.seen.add("started");
		}

		@Override
		public void callEnded() {
			CallFutureTests.this.seen.add("ended");
		}

		@Override
		public void blocked() {
			CallFutureTests.this.seen.add("blocked");
			CallFutureTests.this.whileBlocked.run();
		}

		@Override
		public void unblocked() {
			CallFutureTests.this.seen.add("unblocked");
		}

	}

}
