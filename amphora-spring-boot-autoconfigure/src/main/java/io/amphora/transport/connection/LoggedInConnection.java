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

import java.io.IOException;
import java.net.InetAddress;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.LongString;
import com.rabbitmq.client.MetricsCollector;
import com.rabbitmq.client.SaslConfig;
import com.rabbitmq.client.SaslMechanism;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.ConnectionParams;
import com.rabbitmq.client.impl.FrameHandler;
import com.rabbitmq.client.observation.ObservationCollector;
import io.amphora.logging.ShortenedText;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A connection of the RabbitMQ client that knows the user it has logged in as. The
 * credentials provider may supply another user for the next connection, and may fail. The
 * client would then leave the connection open, and would ask the provider again for each
 * description of the connection.
 */
final class LoggedInConnection extends AMQConnection {

	private static final String EXTERNAL = "EXTERNAL";

	private static final int LONGEST_USER = 100;

	private final FrameHandler frameHandler;

	private final String virtualHost;

	private final Login login;

	private LoggedInConnection(ConnectionParams params, Login login, FrameHandler frameHandler,
			MetricsCollector metricsCollector, ObservationCollector observationCollector) {
		super(params, frameHandler, metricsCollector, observationCollector);
		this.frameHandler = frameHandler;
		this.virtualHost = params.getVirtualHost();
		this.login = login;
	}

	static LoggedInConnection create(ConnectionParams params, Login login, FrameHandler frameHandler,
			MetricsCollector metricsCollector, ObservationCollector observationCollector) {
		login.applyTo(params);
		return new LoggedInConnection(params, login, frameHandler, metricsCollector, observationCollector);
	}

	@Override
	public void start() throws IOException, TimeoutException {
		try {
			super.start();
			this.login.succeeded();
		}
		catch (AuthenticationFailureException ex) {
			throw this.login.refused(ex);
		}
		catch (ShutdownSignalException ex) {
			throw ex;
		}
		catch (RuntimeException | Error ex) {
			this.frameHandler.close();
			throw this.login.explain(ex);
		}
	}

	/** Return the user, or {@code null} before the login. */
	@Nullable String user() {
		return this.login.user;
	}

	@Override
	public String toString() {
		InetAddress address = getAddress();
		return "amqp://%s@%s:%d/%s".formatted(user(), (address != null) ? address.getHostAddress() : null, getPort(),
				this.virtualHost);
	}

	/**
	 * Keeps the user name that is sent to the broker. Written by the thread that opens
	 * the connection.
	 */
	static final class Login implements SaslConfig {

		private final SaslConfig saslConfig;

		private final @Nullable LoginCredentials credentials;

		private volatile @Nullable String user;

		/** Whether the broker takes the user from the certificate. */
		private volatile boolean external;

		/**
		 * Create a login.
		 * @param saslConfig the authentication mechanisms
		 * @param credentials the credentials that the application provides, or
		 * {@code null} if they are configured
		 */
		Login(SaslConfig saslConfig, @Nullable LoginCredentials credentials) {
			this.saslConfig = saslConfig;
			this.credentials = credentials;
		}

		private void applyTo(ConnectionParams params) {
			params.setSaslConfig(this);
			if (this.credentials != null) {
				params.setCredentialsProvider(this.credentials);
				params.setCredentialsRefreshService(this.credentials.refreshService());
			}
		}

		private void succeeded() {
			if (this.credentials != null) {
				this.credentials.loggedIn();
			}
		}

		/** Name the user, which the broker only writes to its own log. */
		private AuthenticationFailureException refused(AuthenticationFailureException refusal) {
			if (this.external || !StringUtils.hasText(this.user)) {
				return refusal;
			}
			AuthenticationFailureException named = new AuthenticationFailureException(
					"User '%s': %s".formatted(ShortenedText.printable(this.user, LONGEST_USER), refusal.getMessage()));
			named.initCause(refusal);
			return named;
		}

		private RuntimeException explain(Throwable failure) {
			if (this.credentials != null) {
				return this.credentials.explain(failure);
			}
			if (failure instanceof Error error) {
				throw error;
			}
			return (RuntimeException) failure;
		}

		@Override
		public @Nullable SaslMechanism getSaslMechanism(String[] mechanisms) {
			SaslMechanism mechanism = this.saslConfig.getSaslMechanism(mechanisms);
			return (mechanism != null) ? recorded(mechanism) : null;
		}

		private SaslMechanism recorded(SaslMechanism mechanism) {
			return new SaslMechanism() {

				@Override
				public String getName() {
					return mechanism.getName();
				}

				@Override
				public LongString handleChallenge(LongString challenge, String username, String password) {
					Login.this.user = username;
					Login.this.external = mechanism.getName().equals(EXTERNAL);
					return mechanism.handleChallenge(challenge, username, password);
				}

			};
		}

	}

}
