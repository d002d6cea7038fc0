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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.amphora.CallScope;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call. While a function blocks on it, or on a future derived from it,
 * its server can run other functions, as in a blocking call.
 *
 * @param <T> the type of the result
 */
final class CallFuture<T extends @Nullable Object> extends CompletableFuture<T> {

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
		return new CallFuture<>();
	}

	@Override
	public T join() {
		CallScope scope = blocked();
		try {
			return super.join();
		}
		finally {
			unblocked(scope);
		}
	}

	@Override
	public T get() throws InterruptedException, ExecutionException {
		CallScope scope = blocked();
		try {
			return super.get();
		}
		finally {
			unblocked(scope);
		}
	}

	@Override
	public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		CallScope scope = blocked();
		try {
			return super.get(timeout, unit);
		}
		finally {
			unblocked(scope);
		}
	}

	private @Nullable CallScope blocked() {
		CallScope scope = isDone() ? null : CallScope.current();
		if (scope != null) {
			scope.blocked();
		}
		return scope;
	}

	private static void unblocked(@Nullable CallScope scope) {
		if (scope != null) {
			scope.unblocked();
		}
	}

}
