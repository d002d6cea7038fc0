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
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.amphora.AmphoraException;
import io.amphora.CallInterruptedException;
import io.amphora.CallReport;
import io.amphora.CallScope;
import io.amphora.WrongThreadException;
import io.amphora.transport.thread.BrokerThread;
import org.jspecify.annotations.Nullable;

/**
 * Blocks the thread of a caller.
 */
final class BlockingCalls {

	private BlockingCalls() {
	}

	static WrongThreadException wrongThread(String operation, @Nullable CallReport report) {
		return new WrongThreadException(("A blocking %s on thread '%s', which delivers replies, would block itself."
				+ " Do not block there, or use an Async method of CompletableFuture.")
			.formatted(operation, Thread.currentThread().getName()), report);
	}

	/**
	 * Wait for the future, at most until the call's timeout elapses. Meanwhile, the
	 * server of a calling function can run other functions.
	 */
	static <T extends @Nullable Object> T call(ClientRequest call, CompletableFuture<T> future) {
		CallScope scope = CallScope.current();
		if (scope == null || future.isDone() || future instanceof CallFuture) {
			return untilDeadline(call, future);
		}
		scope.callStarted();
		scope.blocked();
		try {
			return untilDeadline(call, future);
		}
		finally {
			scope.unblocked();
			scope.callEnded();
		}
	}

	private static <T extends @Nullable Object> T untilDeadline(ClientRequest call, CompletableFuture<T> future) {
		try {
			return future.get(call.remaining().toNanos(), TimeUnit.NANOSECONDS);
		}
		catch (TimeoutException ex) {
			call.expire();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			call.fail(call.interrupted(ex));
		}
		catch (ExecutionException | CancellationException ex) {
			return outcome(future);
		}
		return outcome(future);
	}

	/** Refuse an operation that would block the thread that delivers replies. */
	static void requireOwnThread(String operation) {
		if (BrokerThread.isCurrent()) {
			throw wrongThread(operation, null);
		}
	}

	/** Wait without a timeout, for futures that always complete. */
	static <T extends @Nullable Object> T change(String operation, CompletableFuture<T> future) {
		requireOwnThread(operation);
		try {
			return future.get();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new CallInterruptedException("Interrupted while waiting for " + operation, null, ex);
		}
		catch (ExecutionException ex) {
			return outcome(future);
		}
	}

	/** Return the result of a future that is complete, or throw its exception. */
	static <T extends @Nullable Object> T outcome(CompletableFuture<T> future) {
		try {
			return future.join();
		}
		catch (CompletionException | CancellationException ex) {
			if (cause(ex) instanceof AmphoraException failure) {
				// created on another thread, whose stack is of no use to the caller
				failure.fillInStackTrace();
				throw failure;
			}
			throw ex;
		}
	}

	/** On Java 25, the exception that has cancelled a future is a cause itself. */
	private static @Nullable Throwable cause(RuntimeException thrown) {
		Throwable cause = thrown.getCause();
		return (cause instanceof CancellationException) ? cause.getCause() : cause;
	}

}
