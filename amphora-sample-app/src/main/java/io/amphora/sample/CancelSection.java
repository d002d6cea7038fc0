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

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Calls that are cancelled while their function runs: by the caller, and by the server
 * when the timeout of the call has elapsed.
 */
@Component
@Order(11)
class CancelSection extends Section {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final Duration LIMIT = Duration.ofMillis(100);

	private final AmphoraClient simplemath;

	private final EndlessFunctions functions;

	CancelSection(AmphoraClient simplemath, EndlessFunctions functions) {
		super("Cancel calls");
		this.simplemath = simplemath;
		this.functions = functions;
	}

	@Override
	void show() throws Exception {
		CompletableFuture<Void> primes = this.simplemath.defer("count_all_primes", Void.class);
		await(this.functions.started());
		primes.cancel(true);
		print("the caller of count_all_primes() has cancelled it: " + await(this.functions.cancelledByCaller()));
		RemoteFunction limited = this.simplemath.function("count_all_primes").timeout(LIMIT);
		print("count_all_primes() for 100 ms", () -> limited.call(Void.class));
	}

	private static boolean await(CompletableFuture<Boolean> event) throws Exception {
		return event.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
	}

}
