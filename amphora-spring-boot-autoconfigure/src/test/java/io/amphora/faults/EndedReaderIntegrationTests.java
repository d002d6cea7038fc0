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

package io.amphora.faults;

import java.util.concurrent.atomic.AtomicBoolean;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Command;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.TrafficListener;
import com.rabbitmq.client.impl.DefaultExceptionHandler;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TestBroker;
import io.amphora.transport.connection.BrokerConnectionFactory;
import io.amphora.transport.connection.ProtectedConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for a server whose connection is not read any longer, because the thread that
 * reads from it has ended with an error.
 */
@BrokerTest
class EndedReaderIntegrationTests {

	private static final int RPC_TIMEOUT_MILLIS = 2_000;

	private final TestBroker broker;

	private final String service;

	private final AmphoraClient client;

	private final AtomicBoolean failing = new AtomicBoolean();

	private CachingConnectionFactory connectionFactory;

	EndedReaderIntegrationTests(TestBroker broker) {
		this.broker = broker;
		this.service = broker.uniqueName("ended-reader");
		this.client = AmphoraClient.builder(this.service, broker.connectionFactory()).timeout(PATIENCE).build();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.connectionFactory.destroy();
	}

	@Test
	void serverConsumesAgainThoughTheErrorCannotBeLogged() {
		this.connectionFactory = connectionFactory(new ProtectedConnectionFactory());
		try (AmphoraServer server = serve(this.service)) {
			endReadingThread();
			assertThat(this.client.call("name", String.class)).isEqualTo(this.service);
			assertThat(server.connection().connected()).isTrue();
		}
	}

	@Test
	void serverConsumesAgainAfterAnotherOneHasFoundTheConnectionUnusable() {
		ConnectionFactory failingToHandle = new ConnectionFactory();
		failingToHandle.setExceptionHandler(new DefaultExceptionHandler() {

			@Override
			public void handleUnexpectedConnectionDriverException(Connection connection, Throwable exception) {
				if (exception instanceof Error) {
					throw new InternalError("on purpose");
				}
			}

		});
		this.connectionFactory = connectionFactory(failingToHandle);
		try (AmphoraServer server = serve(this.service)) {
			endReadingThread();
			try (AmphoraServer second = serve(this.service + "-second")) {
				assertThat(this.client.call("name", String.class)).isEqualTo(this.service);
				assertThat(server.serving()).isTrue();
				assertThat(second.serving()).isTrue();
			}
		}
	}

	private CachingConnectionFactory connectionFactory(ConnectionFactory rabbit) {
		rabbit.setHost(this.broker.host());
		rabbit.setPort(this.broker.port());
		rabbit.setUsername(this.broker.username());
		rabbit.setPassword(this.broker.password());
		rabbit.setVirtualHost(this.broker.virtualHost());
		rabbit.setChannelRpcTimeout(RPC_TIMEOUT_MILLIS);
		rabbit.setTrafficListener(new FailingReader());
		return BrokerConnectionFactory.create(rabbit);
	}

	private AmphoraServer serve(String name) {
		AmphoraServer server = AmphoraServer.builder(name, this.connectionFactory).build();
		server.addFunction("name", (call) -> name);
		assertThat(server.serve()).succeedsWithin(PATIENCE);
		return server;
	}

	/** The request is delivered again once the server consumes again. */
	private void endReadingThread() {
		assertThat(this.client.call("name", String.class)).isEqualTo(this.service);
		this.failing.set(true);
		this.client.function("name").send();
		await().dontCatchUncaughtExceptions().atMost(PATIENCE).untilFalse(this.failing);
	}

	private static InternalError unprintable() {
		InternalError error = mock();
		given(error.getMessage()).willThrow(new InternalError("on purpose"));
		return error;
	}

	/** Throws an error while the next request is read. */
	private final class FailingReader implements TrafficListener {

		@Override
		public void write(Command outbound) {
		}

		@Override
		public void read(Command inbound) {
			if (inbound.getMethod() instanceof AMQP.Basic.Deliver
					&& EndedReaderIntegrationTests.this.failing.compareAndSet(true, false)) {
				throw unprintable();
			}
		}

	}

}
