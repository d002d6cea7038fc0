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

import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.BrokerTest;
import io.amphora.test.TcpProxy;
import io.amphora.test.TestBroker;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.RandomizedBackOff;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.backoff.BackOff;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for calls over a network that breaks.
 */
@BrokerTest
class ConnectionFaultIntegrationTests {

	/** Connections break again and again, which would have longer and longer waits. */
	private static final BackOff RETRY = RandomizedBackOff.of(Duration.ofMillis(50), Duration.ofMillis(200));

	private final TestBroker broker;

	private final String service;

	private final TcpProxy clientProxy;

	private final TcpProxy serverProxy;

	private final BrokerTransport clientTransport;

	private final BrokerTransport serverTransport;

	private final AmphoraServer server;

	ConnectionFaultIntegrationTests(TestBroker broker) {
		this.broker = broker;
		this.service = broker.uniqueName("faults");
		this.clientProxy = TcpProxy.to(broker);
		this.serverProxy = TcpProxy.to(broker);
		this.clientTransport = new BrokerTransport(broker.connectionFactory(this.clientProxy), RETRY);
		this.serverTransport = new BrokerTransport(broker.connectionFactory(this.serverProxy), RETRY);
		this.server = AmphoraServer.builder(this.service, this.serverTransport).build();
	}

	private AmphoraClient newClient() {
		return AmphoraClient.builder(this.service, this.clientTransport).timeout(PATIENCE).build();
	}

	@BeforeEach
	void addFunctions() {
		this.server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
	}

	@AfterEach
	void close() {
		this.clientProxy.resume();
		this.serverProxy.resume();
		this.server.close();
		this.clientTransport.close();
		this.serverTransport.close();
		this.clientProxy.close();
		this.serverProxy.close();
	}

	@ParameterizedTest
	@EnumSource
	void everyCallSucceedsThoughConnectionsBreak(Fault fault) {
		this.server.serve();
		try (AmphoraClient client = newClient(); Load load = new Load(client, 8)) {
			for (int round = 0; round < 5; round++) {
				load.awaitReplies(200);
				fault.strike(this.clientProxy);
				load.awaitReplies(200);
				fault.strike(this.serverProxy);
			}
			load.awaitReplies(200);
			load.finish();
			assertThat(load.failures()).isEmpty();
			assertThat(client.statistics().pending()).isZero();
			await().atMost(PATIENCE).until(() -> client.statistics().held() == 0);
		}
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
	}

	@Test
	void callsThatAreCancelledWhileTheClientIsCutAreCancelledAtTheServer() {
		try (AmphoraClient client = newClient()) {
			List<CompletableFuture<Object>> calls = startCalls(client, 10);
			this.clientProxy.refuse();
			this.clientProxy.cut();
			await().until(() -> this.clientProxy.connections() == 0);
			calls.forEach((call) -> call.cancel(true));
			assertThat(client.statistics().pending()).isZero();
			this.clientProxy.resume();
			await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
			assertThat(this.server.statistics().cancelled()).isEqualTo(10);
		}
	}

	@Test
	void requestsThatAreRedeliveredAreCancelledWithTheirFunctions() {
		try (AmphoraClient client = newClient()) {
			List<CompletableFuture<Object>> calls = startCalls(client, 10);
			this.serverProxy.cut();
			await().atMost(PATIENCE).until(() -> this.server.statistics().redelivered() == 10);
			awaitCancellation(client);
			calls.forEach((call) -> call.cancel(true));
			await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
			assertThat(this.server.statistics().cancelled()).isGreaterThan(10);
		}
	}

	/** The channel for cancellations may be reopened after that for requests. */
	private void awaitCancellation(AmphoraClient client) {
		await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
			client.function("never").timeout(Duration.ofMillis(500)).waitPublish(true).defer(Object.class).cancel(true);
			return this.server.statistics().cancelled() > 0;
		});
	}

	private List<CompletableFuture<Object>> startCalls(AmphoraClient client, int count) {
		this.server.addFunction("never", (call) -> new CompletableFuture<>());
		this.server.serve().join();
		List<CompletableFuture<Object>> calls = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			calls.add(client.defer("never", Object.class));
		}
		await().atMost(PATIENCE).until(() -> this.server.statistics().handled() == count);
		return calls;
	}

	@Test
	void callsAreHeldWhileTheBrokerRefusesConnections() {
		this.server.serve();
		try (AmphoraClient client = newClient()) {
			assertThat(client.call("add", Integer.class, 2, 3)).isEqualTo(5);
			this.clientProxy.refuse();
			this.clientProxy.cut();
			await().until(() -> this.clientProxy.connections() == 0);
			List<CompletableFuture<Integer>> results = new ArrayList<>();
			for (int i = 0; i < 50; i++) {
				results.add(client.defer("add", Integer.class, i, 1));
			}
			awaitRefusedConnection(client);
			assertThat(results).noneMatch(CompletableFuture::isDone);
			this.clientProxy.resume();
			for (int i = 0; i < 50; i++) {
				assertThat(results.get(i)).succeedsWithin(PATIENCE).isEqualTo(i + 1);
			}
		}
	}

	private static void awaitRefusedConnection(AmphoraClient client) {
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(client.connection().lastFailure()).isNotNull()
				.hasRootCauseInstanceOf(ConnectException.class));
	}

	@Test
	void callsMadeBeforeThereWasABrokerSucceed() {
		this.clientProxy.refuse();
		this.serverProxy.refuse();
		this.server.serve();
		try (AmphoraClient client = newClient()) {
			CompletableFuture<Integer> result = client.defer("add", Integer.class, 2, 3);
			awaitRefusedConnection(client);
			assertThat(client.statistics().held()).isEqualTo(1);
			this.clientProxy.resume();
			this.serverProxy.resume();
			assertThat(result).succeedsWithin(PATIENCE).isEqualTo(5);
		}
	}

	@Test
	void heldRequestsAreSentInTheirOrder() throws Exception {
		try (AmphoraClient client = newClient(); BareAmqp bare = new BareAmqp(this.broker)) {
			client.function("note").send(-1).join();
			String requestQueue = "rpc_" + this.service + "_request";
			bare.take(requestQueue);
			this.clientProxy.refuse();
			this.clientProxy.cut();
			await().until(() -> this.clientProxy.connections() == 0);
			List<Integer> sent = new ArrayList<>();
			for (int i = 0; i < 300; i++) {
				client.function("note").send(i);
				sent.add(i);
			}
			this.clientProxy.resume();
			List<Integer> received = new ArrayList<>();
			for (int i = 0; i < 300; i++) {
				received.add(BareAmqp.body(bare.take(requestQueue)).get("args").get(0).asInt());
			}
			assertThat(received).isEqualTo(sent);
		}
	}

	@Test
	void requestsSucceedThoughTheServerIsCutWhileFunctionsRun() {
		CountDownLatch running = new CountDownLatch(4);
		CountDownLatch release = new CountDownLatch(1);
		this.server.addFunction("wait", (call) -> {
			running.countDown();
			release.await();
			return call.argument(0, Integer.class);
		});
		this.server.serve();
		try (AmphoraClient client = newClient()) {
			List<CompletableFuture<Integer>> results = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				results.add(client.defer("wait", Integer.class, i));
			}
			await().atMost(PATIENCE).until(() -> running.getCount() == 0);
			this.serverProxy.refuse();
			this.serverProxy.cut();
			await().atMost(PATIENCE).until(() -> !this.server.serving());
			release.countDown();
			this.serverProxy.resume();
			for (int i = 0; i < 4; i++) {
				assertThat(results.get(i)).succeedsWithin(PATIENCE).isEqualTo(i);
			}
		}
		await().atMost(PATIENCE).until(() -> this.server.statistics().running() == 0);
	}

	enum Fault {

		CUT {
			@Override
			void strike(TcpProxy proxy) {
				proxy.cut();
			}
		},

		CLOSE {
			@Override
			void strike(TcpProxy proxy) {
				proxy.closeConnections();
			}
		},

		HALF_CLOSE {
			@Override
			void strike(TcpProxy proxy) {
				proxy.halfClose();
			}
		};

		abstract void strike(TcpProxy proxy);

	}

}
