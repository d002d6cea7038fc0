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

package io.amphora.kotlin;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Completes when a coroutine has ended. Cancelling the future cancels the coroutine,
 * which may still run for a while, for instance to release what it uses, or return a
 * result. Can be used without Kotlin. Thread-safe.
 *
 * @since 0.1.0
 */
public final class CoroutineFuture extends CompletableFuture<@Nullable Object> {

	private final Runnable cancellation;

	/**
	 * Create a future.
	 * @param cancellation cancels the coroutine
	 */
	CoroutineFuture(Runnable cancellation) {
		this.cancellation = cancellation;
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		if (!isDone()) {
			this.cancellation.run();
		}
		return isCancelled();
	}

	/** Futures derived from this one have no coroutine. */
	@Override
	public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
		return new CompletableFuture<>();
	}

}
