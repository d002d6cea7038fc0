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
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import com.rabbitmq.client.impl.CredentialsProvider;
import org.jspecify.annotations.Nullable;

/**
 * When credentials expire, for health, which must not wait for a provider that hangs. The
 * provider is asked on another thread, and not while an earlier call has not returned. In
 * the meantime, the expiration is that of the last login or refresh. Thread-safe.
 */
final class CredentialsExpiration implements CredentialsProvider {

	/** Usually, providers have the expiration in memory. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	private final CredentialsProvider provider;

	private final Executor threads;

	/** Whether a login waits for the provider. */
	private final BooleanSupplier busy;

	/** The last call of the provider, guarded by this. */
	private @Nullable CompletableFuture<Seen> call;

	private volatile @Nullable Seen seen;

	CredentialsExpiration(CredentialsProvider provider, Executor threads, BooleanSupplier busy) {
		this.provider = provider;
		this.threads = threads;
		this.busy = busy;
	}

	/** Keep the expiration of credentials of a login or a refresh. */
	void seen(@Nullable Duration left) {
		this.seen = new Seen(left, System.nanoTime());
	}

	/**
	 * Return how long the credentials are valid, or {@code null} if they do not expire.
	 * Waits for a second at most, and only if the provider has replied before.
	 * @throws IllegalStateException if the provider has never replied
	 */
	@Override
	public @Nullable Duration getTimeBeforeExpiration() {
		CompletableFuture<Seen> asked = this.busy.getAsBoolean() ? null : ask();
		return (asked != null) ? replyOf(asked) : last();
	}

	/** Return {@code null} if an earlier call has not returned. */
	private synchronized @Nullable CompletableFuture<Seen> ask() {
		if (this.call != null && !this.call.isDone()) {
			return null;
		}
		this.call = CompletableFuture
			.supplyAsync(() -> new Seen(this.provider.getTimeBeforeExpiration(), System.nanoTime()), this.threads);
		return this.call;
	}

	private @Nullable Duration replyOf(CompletableFuture<Seen> asked) {
		try {
			Seen reply = asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
			this.seen = reply;
			return reply.left();
		}
		catch (TimeoutException ex) {
			return last();
		}
		catch (ExecutionException ex) {
			throw new CompletionException(ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return last();
		}
	}

	private @Nullable Duration last() {
		Seen last = this.seen;
		if (last == null) {
			throw new IllegalStateException("The CredentialsProvider has not returned");
		}
		return last.remaining();
	}

	@Override
	public String getUsername() {
		return this.provider.getUsername();
	}

	@Override
	public String getPassword() {
		return this.provider.getPassword();
	}

	/**
	 * An expiration.
	 *
	 * @param left how long the credentials were valid, or {@code null} if they do not
	 * expire
	 * @param at the time at which the provider said so
	 */
	private record Seen(@Nullable Duration left, long at) {

		@Nullable Duration remaining() {
			return (this.left != null) ? this.left.minusNanos(System.nanoTime() - this.at) : null;
		}

	}

}
