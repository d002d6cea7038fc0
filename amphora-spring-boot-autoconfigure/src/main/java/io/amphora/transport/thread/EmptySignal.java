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

package io.amphora.transport.thread;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Completes futures once something is empty. Thread-safe.
 *
 * @since 0.1.0
 */
public final class EmptySignal {

	private final BooleanSupplier empty;

	private final AtomicReference<CompletableFuture<Void>> current = new AtomicReference<>(CompletableFuture.allOf());

	/**
	 * Create a signal.
	 * @param empty returns whether it is empty now
	 */
	public EmptySignal(BooleanSupplier empty) {
		this.empty = empty;
	}

	/**
	 * Return a future that completes once it is empty.
	 * @param patience maximum time to wait
	 * @return a future that also completes when that time is over
	 */
	public CompletableFuture<Void> await(Duration patience) {
		return await().completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Return a future that completes once it is empty.
	 * @return the future
	 */
	public CompletableFuture<Void> await() {
		CompletableFuture<Void> future = this.current
			.updateAndGet((present) -> present.isDone() ? new CompletableFuture<>() : present);
		check();
		return future.copy();
	}

	/**
	 * Complete the futures if it is empty. Must be called whenever it may have become
	 * empty.
	 */
	public void check() {
		CompletableFuture<Void> future = this.current.get();
		if (!future.isDone() && this.empty.getAsBoolean()) {
			future.complete(null);
		}
	}

}
