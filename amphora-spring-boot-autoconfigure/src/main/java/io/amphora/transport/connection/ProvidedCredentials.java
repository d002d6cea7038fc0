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
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.CredentialsRefreshService;
import org.jspecify.annotations.Nullable;

import org.springframework.core.task.SimpleAsyncTaskExecutor;

/**
 * The credentials that a {@link CredentialsProvider} provides to the connections of a
 * connection factory. The provider is foreign code that may hang, so it runs on a daemon
 * thread, and attempts to connect only wait for it. Attempts at the same time share a
 * call. The next attempt uses the result of a call that has taken too long, so that
 * clients of a slow provider connect at last. Thread-safe.
 */
final class ProvidedCredentials {

	private static final Executor THREADS = threads();

	private final CredentialsCheck check;

	private final CredentialsWait wait;

	private final CredentialsExpiration expiration;

	/** A call whose result no attempt has used, guarded by this. */
	private @Nullable CompletableFuture<Credentials> pending;

	ProvidedCredentials(CredentialsCheck check, CredentialsWait wait) {
		this.check = check;
		this.wait = wait;
		this.expiration = new CredentialsExpiration(check.provider(), THREADS, this::isPending);
	}

	private static Executor threads() {
		SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("amphora-credentials-");
		threads.setDaemon(true);
		return threads;
	}

	/** Return the provider and the service that refreshes the credentials. */
	CredentialsCheck check() {
		return this.check;
	}

	/**
	 * Return the state, or {@code null} if it is unknown. Waits for a second at most.
	 * @param connected whether there is a connection
	 * @param failure the last failure, or {@code null}
	 */
	@Nullable CredentialsState state(boolean connected, @Nullable Exception failure) {
		return new CredentialsCheck(this.expiration, this.check.refreshService()).state(connected, failure);
	}

	/**
	 * Return the credentials for a login.
	 * @throws CredentialsException if the provider takes longer than permitted
	 */
	Credentials get(Duration patience) {
		return take(this::read, patience);
	}

	/**
	 * Refresh the credentials, and return the new ones.
	 * @throws CredentialsException if the provider takes longer than permitted
	 */
	Credentials refresh(Duration patience) {
		return take(() -> {
			this.check.provider().refresh();
			return read();
		}, patience);
	}

	/**
	 * Have the refresh service refresh the credentials of a connection.
	 * @throws CredentialsException if it takes longer than permitted
	 */
	String register(Supplier<String> registration, Duration patience) {
		return this.wait.await(CompletableFuture.supplyAsync(registration, THREADS), patience);
	}

	@Nullable CredentialsRefreshService refreshService() {
		return this.check.refreshService();
	}

	private Credentials read() {
		CredentialsProvider provider = this.check.provider();
		String username = provider.getUsername();
		String password = provider.getPassword();
		return new Credentials(username, password, readExpiration());
	}

	/** Runs on the thread of a login or of the refresh service. */
	@Nullable Duration readExpiration() {
		Duration left = this.check.provider().getTimeBeforeExpiration();
		this.expiration.seen(left);
		return left;
	}

	private synchronized boolean isPending() {
		return this.pending != null && !this.pending.isDone();
	}

	private Credentials take(Supplier<Credentials> call, Duration patience) {
		CompletableFuture<Credentials> request = request(call);
		try {
			return this.wait.await(request, patience);
		}
		finally {
			forgetIfDone(request);
		}
	}

	private synchronized CompletableFuture<Credentials> request(Supplier<Credentials> call) {
		if (this.pending == null) {
			this.pending = CompletableFuture.supplyAsync(call, THREADS);
		}
		return this.pending;
	}

	private synchronized void forgetIfDone(CompletableFuture<Credentials> request) {
		if (this.pending == request && request.isDone()) {
			this.pending = null;
		}
	}

	/**
	 * Credentials for a login.
	 *
	 * @param username the username
	 * @param password the password
	 * @param timeBeforeExpiration when they expire, or {@code null} if they do not
	 */
	record Credentials(String username, String password, @Nullable Duration timeBeforeExpiration) {

		@Override
		public String toString() {
			return "Credentials[username=%s]".formatted(this.username);
		}

	}

}
