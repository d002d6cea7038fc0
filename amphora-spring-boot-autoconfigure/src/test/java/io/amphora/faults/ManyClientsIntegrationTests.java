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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import com.rabbitmq.client.Command;
import com.rabbitmq.client.TrafficListener;
import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.TcpProxy;
import io.amphora.test.TestBroker;
import io.amphora.transport.BrokerTransport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many clients on one transport. How long they take depends on the machine and the
 * network; how often they wait for the broker does not.
 */
@BrokerTest
class ManyClientsIntegrationTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final int CLIENTS = 100;

	/** What opening two connections takes, and some channels that are opened twice. */
	private static final int CONNECTIONS = 100;

	private final AtomicInteger roundTrips = new AtomicInteger();

	private final TestBroker broker;

	private final TcpProxy proxy;

	private final BrokerTransport transport;

	private final String service;

	private final List<AmphoraClient> clients;

	ManyClientsIntegrationTests(TestBroker broker) {
		this.broker = broker;
		this.proxy = TcpProxy.to(broker);
		CachingConnectionFactory connectionFactory = broker.connectionFactory(this.proxy);
		connectionFactory.getRabbitConnectionFactory().setTrafficListener(new RoundTrips());
		this.transport = new BrokerTransport(connectionFactory);
		this.service = broker.uniqueName("many");
		this.clients = IntStream.range(0, CLIENTS).mapToObj((number) -> client()).toList();
	}

	private AmphoraClient client() {
		return AmphoraClient.builder(this.service, this.transport)
			.autoStartup(false)
			.replyQueueExpires(PATIENCE)
			.build();
	}

	@AfterEach
	void close() {
		this.clients.forEach(AmphoraClient::close);
		this.transport.close();
		this.proxy.close();
	}

	@Test
	void startAndComeBackWithFewRoundTrips() {
		assertThat(CompletableFuture
			.allOf(this.clients.stream().map(AmphoraClient::serve).toArray(CompletableFuture[]::new)))
			.succeedsWithin(PATIENCE);
		assertThat(this.roundTrips).hasValueLessThan(8 * CLIENTS + CONNECTIONS);
		List<CompletableFuture<String>> calls = this.clients.stream()
			.map((client) -> client.defer("greet", String.class))
			.toList();
		this.roundTrips.set(0);
		this.proxy.cut();
		try (AmphoraServer server = AmphoraServer.builder(this.service, this.broker.connectionFactory()).build()) {
			server.addFunction("greet", (call) -> "hello");
			server.serve();
			assertThat(calls).allSatisfy((call) -> assertThat(call).succeedsWithin(PATIENCE).isEqualTo("hello"));
		}
		assertThat(this.roundTrips).hasValueLessThan(10 * CLIENTS + CONNECTIONS);
	}

	/** Counts the methods that the broker replies to. */
	private final class RoundTrips implements TrafficListener {

		@Override
		public void write(Command outbound) {
		}

		@Override
		public void read(Command inbound) {
			if (inbound.getMethod().protocolMethodName().endsWith("-ok")) {
				ManyClientsIntegrationTests.this.roundTrips.incrementAndGet();
			}
		}

	}

}
