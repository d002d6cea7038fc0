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
import java.util.concurrent.Callable;

import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.CredentialsRefreshService;
import io.amphora.StoppedException;
import io.amphora.transport.connection.ProvidedCredentials.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of one connection. A login uses the credentials that the provider
 * returns within the time that the broker permits. Afterwards, the refresh service asks
 * the provider itself, on its own thread. Used by the thread that opens the connection,
 * and after the login by that of the refresh service.
 */
final class LoginCredentials implements CredentialsProvider {

	private final ProvidedCredentials provided;

	private final Duration patience;

	/** Set by the first method that the login calls. */
	private long deadline;

	/** Credentials of the login, or {@code null} before and after it. */
	private volatile @Nullable Credentials current;

	private volatile boolean loggedIn;

	LoginCredentials(ProvidedCredentials provided, Duration patience) {
		this.provided = provided;
		this.patience = patience;
	}

	@Override
	public String getUsername() {
		Credentials credentials = this.current;
		if (credentials == null) {
			this.deadline = System.nanoTime() + this.patience.toNanos();
			credentials = this.provided.get(this.patience);
			this.current = credentials;
		}
		return credentials.username();
	}

	@Override
	public String getPassword() {
		Credentials credentials = this.current;
		return (this.loggedIn || credentials == null) ? this.provided.check().provider().getPassword()
				: credentials.password();
	}

	/** Return {@code null} if the provider has not returned credentials. */
	@Override
	public @Nullable Duration getTimeBeforeExpiration() {
		Credentials credentials = this.current;
		return (credentials != null) ? credentials.timeBeforeExpiration() : null;
	}

	@Override
	public void refresh() {
		this.current = this.provided.refresh(remaining());
	}

	private Duration remaining() {
		return Duration.ofNanos(Math.max(0, this.deadline - System.nanoTime()));
	}

	/** Forget the credentials: a refresh replaces them. */
	void loggedIn() {
		this.loggedIn = true;
		this.current = null;
	}

	/** Return the exception for a login that failed because of the provider. */
	RuntimeException explain(Throwable failure) {
		if (failure instanceof CredentialsException || failure instanceof StoppedException) {
			return (RuntimeException) failure;
		}
		return new CredentialsCheck(this, this.provided.refreshService()).unavailable(failure);
	}

	/**
	 * Return the service for the connection, or {@code null} if nothing refreshes the
	 * credentials.
	 */
	@Nullable CredentialsRefreshService refreshService() {
		CredentialsRefreshService service = this.provided.refreshService();
		return (service != null) ? new Registrations(service) : null;
	}

	/**
	 * Registers the provider of the application, which refresh services compare, for the
	 * connection.
	 */
	private final class Registrations implements CredentialsRefreshService {

		private final CredentialsRefreshService service;

		Registrations(CredentialsRefreshService service) {
			this.service = service;
		}

		@Override
		public String register(CredentialsProvider provider, Callable<Boolean> refreshAction) {
			LoginCredentials login = LoginCredentials.this;
			CredentialsProvider own = login.provided.check().provider();
			login.loggedIn = true;
			return login.provided.register(() -> this.service.register(own, () -> refresh(refreshAction)),
					login.patience);
		}

		private boolean refresh(Callable<Boolean> refreshAction) throws Exception {
			boolean open = refreshAction.call();
			if (open) {
				LoginCredentials.this.provided.readExpiration();
			}
			return open;
		}

		@Override
		public void unregister(CredentialsProvider provider, String registrationId) {
			this.service.unregister(LoginCredentials.this.provided.check().provider(), registrationId);
		}

		@Override
		public boolean isApproachingExpiration(Duration timeBeforeExpiration) {
			return this.service.isApproachingExpiration(timeBeforeExpiration);
		}

	}

}
