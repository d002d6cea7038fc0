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

package io.amphora.sample;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.amphora.CallContext;
import io.amphora.annotation.AmphoraFunction;

import org.springframework.stereotype.Service;

/**
 * A function that only ends when its call is cancelled.
 */
@Service
class EndlessFunctions {

	private final CompletableFuture<Boolean> started = new CompletableFuture<>();

	private final CompletableFuture<Boolean> cancelledByCaller = new CompletableFuture<>();

	@AmphoraFunction(name = "count_all_primes", interruptible = true)
	void countAllPrimes(CallContext context) throws InterruptedException {
		this.started.complete(true);
		try {
			new CountDownLatch(1).await();
		}
		finally {
			this.cancelledByCaller.complete(context.isCancelledByCaller());
		}
	}

	CompletableFuture<Boolean> started() {
		return this.started;
	}

	CompletableFuture<Boolean> cancelledByCaller() {
		return this.cancelledByCaller;
	}

}
