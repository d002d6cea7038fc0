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

package io.amphora.transport.connection;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.amphora.StoppedException;

/**
 * Lets attempts to connect wait for a credentials provider. They hold the lock that is
 * needed to close connections, so they stop waiting when connections are closed, and wait
 * for a moment only until that is done. Thread-safe.
 */
final class CredentialsWait {

	/** Enough for providers that have the credentials in memory. */
	private static final Duration WHILE_CLOSING = Duration.ofMillis(100);

	/** Completes when connections are closed. */
	private volatile CompletableFuture<Void> closing = new CompletableFuture<>();

	private int closers;

	/** End the waiting of all attempts, before connections are closed. */
	synchronized void beginClosing() {
		this.closers++;
		this.closing.complete(null);
	}

	/** Allow attempts to wait again, after each {@link #beginClosing}. */
	synchronized void endClosing() {
		this.closers--;
		if (this.closers == 0) {
			this.closing = new CompletableFuture<>();
		}
	}

	/**
	 * Wait for a call of the provider.
	 * @param call the result of the call
	 * @param patience maximum time to wait
	 * @return the result
	 * @throws CredentialsException if the call takes longer
	 * @throws StoppedException if connections are closed meanwhile
	 */
	<T> T await(CompletableFuture<T> call, Duration patience) {
		CompletableFuture<Void> close = this.closing;
		try {
			if (close.isDone()) {
				return result(call, WHILE_CLOSING);
			}
			CompletableFuture.anyOf(call, close).get(patience.toNanos(), TimeUnit.NANOSECONDS);
			return result(call, Duration.ZERO);
		}
		catch (TimeoutException ex) {
			if (close.isDone()) {
				throw stopped();
			}
			throw new CredentialsException("the CredentialsProvider has not returned within " + text(patience));
		}
		catch (ExecutionException ex) {
			return rethrow(call);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw stopped();
		}
	}

	private static <T> T result(CompletableFuture<T> call, Duration patience)
			throws ExecutionException, InterruptedException, TimeoutException {
		return call.get(patience.toNanos(), TimeUnit.NANOSECONDS);
	}

	private static <T> T rethrow(CompletableFuture<T> failed) {
		try {
			return failed.join();
		}
		catch (CompletionException ex) {
			if (ex.getCause() instanceof Error error) {
				throw error;
			}
			throw (ex.getCause() instanceof RuntimeException exception) ? exception : ex;
		}
	}

	private static StoppedException stopped() {
		return new StoppedException(
				"The connection is not opened: connections are closed, and the CredentialsProvider has not returned.",
				null);
	}

	private static String text(Duration time) {
		if (time.toMillis() % 1000 != 0) {
			return time.toMillis() + " ms";
		}
		return time.toSeconds() + ((time.toSeconds() == 1) ? " second" : " seconds");
	}

}
