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

package io.amphora.autoconfigure.security;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.rabbitmq.client.ConnectionFactory;
import io.amphora.NoResultException;
import io.amphora.RemoteException;
import io.amphora.client.AmphoraClient;
import io.amphora.security.SecurityServerInterceptor;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for users that RabbitMQ has validated.
 */
@BrokerTest
class UserIdIntegrationTests {

	private final TestBroker broker;

	private final String service;

	private final AmphoraServer server;

	private final ExecutorService thread = Executors.newSingleThreadExecutor();

	UserIdIntegrationTests(TestBroker broker) {
		this.broker = broker;
		this.service = broker.uniqueName("whoami");
		this.server = AmphoraServer.builder(this.service, broker.connectionFactory())
			.concurrency(1)
			.interceptor(new SecurityServerInterceptor((userId, call) -> {
				if (call.function().equals("strict")) {
					throw new BadCredentialsException("nobody");
				}
				return UsernamePasswordAuthenticationToken.authenticated(userId, null, null);
			}))
			.build();
	}

	@BeforeEach
	void serve() {
		this.server.addFunction("whoami", (call) -> SecurityContextHolder.getContext().getAuthentication().getName());
		this.server.addFunction("strict", (call) -> "not reached");
		this.server.addFunction("later", (call) -> CompletableFuture.supplyAsync(() -> {
			throw new AccessDeniedException("not now");
		}, this.thread));
		this.server.serve().join();
	}

	@AfterEach
	void close() {
		this.server.close();
		this.thread.shutdown();
	}

	@Test
	void functionRunsAsTheUserOfTheConnection() {
		try (AmphoraClient client = client(true)) {
			assertThat(client.call("whoami", String.class)).isEqualTo(this.broker.username());
		}
	}

	@Test
	void functionRunsAsAnonymousForCallersWithoutAUser() {
		try (AmphoraClient known = client(true); AmphoraClient unknown = client(false)) {
			known.call("whoami", String.class);
			assertThat(unknown.call("whoami", String.class)).isEqualTo("anonymous");
		}
	}

	@RabbitMqTest
	@Test
	void forgedUserIsRefusedByTheBroker() {
		CachingConnectionFactory forging = forging("somebody");
		try (AmphoraClient client = AmphoraClient.builder(this.service, forging).sendUserId(true).build()) {
			assertThatExceptionOfType(NoResultException.class)
				.isThrownBy(() -> client.function("whoami").timeout(Duration.ofSeconds(20)).call(String.class))
				.withMessageContaining("user_id property set to 'somebody' but authenticated user was");
		}
		finally {
			forging.destroy();
		}
		assertThat(this.server.statistics().handled()).isZero();
	}

	@Test
	void anonymousCallerIsDeniedAccess() {
		try (AmphoraClient client = client(true)) {
			assertDenied(client, "strict");
		}
	}

	@Test
	void accessMayBeDeniedLater() {
		try (AmphoraClient client = client(true)) {
			assertDenied(client, "later");
		}
	}

	private static void assertDenied(AmphoraClient client, String function) {
		assertThatExceptionOfType(RemoteException.class).isThrownBy(() -> client.call(function, String.class))
			.satisfies((ex) -> assertThat(ex.errorType()).isEqualTo("AccessDenied"))
			.withMessageContaining("function '" + function + "'");
	}

	private AmphoraClient client(boolean sendUserId) {
		return AmphoraClient.builder(this.service, this.broker.connectionFactory()).sendUserId(sendUserId).build();
	}

	private CachingConnectionFactory forging(String user) {
		ConnectionFactory client = new ConnectionFactory() {

			@Override
			public String getUsername() {
				return user;
			}

		};
		client.setHost(this.broker.host());
		client.setPort(this.broker.port());
		client.setUsername(this.broker.username());
		client.setPassword(this.broker.password());
		client.setVirtualHost(this.broker.virtualHost());
		client.setAutomaticRecoveryEnabled(false);
		return new CachingConnectionFactory(client);
	}

}
