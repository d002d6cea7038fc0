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

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

import io.amphora.CallCancelledException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BlockingCalls}.
 */
class BlockingCallsTests {

	private final CallCancelledException failure = new CallCancelledException("cancelled");

	private final Throwable cancellation = ClientRequest.forFuture(this.failure);

	@Test
	void throwsWhyACallWasCancelled() {
		CompletableFuture<String> future = new CompletableFuture<>();
		future.completeExceptionally(this.cancellation);
		assertThatExceptionOfType(CallCancelledException.class).isThrownBy(() -> BlockingCalls.outcome(future))
			.isSameAs(this.failure);
	}

	@Test
	void throwsWhyACallWasCancelledThoughJava25WrapsIt() {
		CompletableFuture<String> future = new CompletableFuture<>() {

			@Override
			public String join() {
				CancellationException thrown = new CancellationException("join");
				thrown.initCause(BlockingCallsTests.this.cancellation);
				throw thrown;
			}

		};
		assertThatExceptionOfType(CallCancelledException.class).isThrownBy(() -> BlockingCalls.outcome(future))
			.isSameAs(this.failure);
	}

}
