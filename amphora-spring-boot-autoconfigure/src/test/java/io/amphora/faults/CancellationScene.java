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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.amphora.client.AmphoraClient;
import io.amphora.client.ClientRemains;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerRemains;
import io.amphora.server.ServerStatistics;
import io.amphora.test.ForkedJvm;
import io.amphora.test.TcpProxy;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.RandomizedBackOff;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.util.backoff.BackOff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A client whose calls are cancelled or time out while its connection and that of a
 * server are cut, and another server is killed.
 */
final class CancellationScene implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final BackOff RETRY = RandomizedBackOff.of(Duration.ofMillis(50), Duration.ofMillis(200));

	private static final int CALLS_AFTERWARDS = 100;

	private final Set<Thread> threadsBefore = amphoraThreads();

	private final String service = "faults-" + UUID.randomUUID();

	private final Ledger ledger = new Ledger();

	private final AtomicInteger ready = new AtomicInteger();

	private final FaultMode mode;

	private final String uri;

	private final TcpProxy serverProxy;

	private final TcpProxy clientProxy;

	private final List<CachingConnectionFactory> connectionFactories = new ArrayList<>();

	private final List<BrokerTransport> transports = new ArrayList<>();

	private final List<AmphoraServer> servers;

	private final AmphoraClient client;

	private final CancellationLoad load;

	/**
	 * Create a scene.
	 * @param mode how client and servers are used
	 * @param uri the broker, for processes
	 * @param serverProxy a proxy of the broker, for two servers
	 * @param clientProxy a proxy of the broker, for the client
	 * @param connection creates a connection factory for a proxy
	 */
	CancellationScene(FaultMode mode, String uri, TcpProxy serverProxy, TcpProxy clientProxy,
			Function<TcpProxy, CachingConnectionFactory> connection) {
		this.mode = mode;
		this.uri = uri;
		this.serverProxy = serverProxy;
		this.clientProxy = clientProxy;
		this.servers = List.of(server(connection.apply(serverProxy)), server(connection.apply(serverProxy)));
		this.client = mode.applyTo(AmphoraClient.builder(this.service, transport(connection.apply(clientProxy))))
			.build();
		this.load = new CancellationLoad(this.client, mode, this.ledger);
	}

	private AmphoraServer server(CachingConnectionFactory connectionFactory) {
		AmphoraServer server = AmphoraServer.builder(this.service, transport(connectionFactory)).build();
		new CancelledFunctions(this.mode, this.ledger::executed).addTo(server);
		server.serve().join();
		return server;
	}

	private BrokerTransport transport(CachingConnectionFactory connectionFactory) {
		this.connectionFactories.add(connectionFactory);
		BrokerTransport transport = new BrokerTransport(connectionFactory, RETRY);
		this.transports.add(transport);
		return transport;
	}

	/**
	 * Make calls while connections are cut and a server is killed, and require that
	 * nothing remains of them, and that calls can be cancelled after each fault.
	 * @param fault the fault, for the report
	 * @param times how often each happens
	 * @param between the number of replies between them
	 */
	FaultReport underLoad(String fault, int times, int between) {
		for (int i = 1; i <= times; i++) {
			try (ForkedJvm killed = new ForkedJvm(CancellationServerProcess.class, this::note, this.uri, this.service,
					this.mode.name())) {
				awaitReady(i);
				if (i == 1) {
					this.load.start();
				}
				awaitProgress(between);
				this.clientProxy.cut();
				awaitProgress(between);
				this.serverProxy.cut();
				awaitProgress(between);
				killed.kill();
			}
		}
		awaitProgress(between);
		this.load.finish();
		CancellationLoad.requireReplies(this.client, CALLS_AFTERWARDS);
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(left()).isEmpty());
		new CancellationProbe(this.client, this.servers, this.mode).requireCancelled();
		return this.ledger.report(fault, this.mode);
	}

	/**
	 * Wait for further replies, and after that for further calls of each server that are
	 * cancelled, and that time out.
	 */
	private void awaitProgress(int replies) {
		this.ledger.awaitReplies(replies);
		this.servers.forEach((server) -> {
			ServerStatistics before = server.statistics();
			await().atMost(PATIENCE).until(server::statistics, (after) -> after.cancelled() > before.cancelled());
			await().atMost(PATIENCE).until(server::statistics, (after) -> after.expired() > before.expired());
		});
	}

	private void awaitReady(int processes) {
		await().atMost(PATIENCE).until(() -> this.ready.get() >= processes);
	}

	private void note(String line) {
		if (FaultLines.isReady(line)) {
			this.ready.incrementAndGet();
		}
		else if (!FaultLines.note(line, this.ledger)) {
			System.out.println(line);
		}
	}

	/** Close everything, and require that nothing remains. */
	void requireNothingLeft() {
		close();
		assertThat(requestsInQueue()).isZero();
		await().atMost(PATIENCE).untilAsserted(() -> assertThat(amphoraThreads()).isSubsetOf(this.threadsBefore));
	}

	/** What has not ended, in words. */
	private String left() {
		StringBuilder left = new StringBuilder(ClientRemains.of(this.client));
		this.servers.forEach((server) -> left.append(ServerRemains.of(server)));
		return left.toString();
	}

	String requestQueue() {
		return "rpc_" + this.service + "_request";
	}

	/**
	 * Requests that a server has not settled are back in the queue once it is closed,
	 * unless they have expired.
	 */
	private long requestsInQueue() {
		ConnectionFactory connections = new ConnectionFactory();
		try {
			connections.setUri(this.uri);
			try (Connection connection = connections.newConnection()) {
				return connection.createChannel().messageCount(requestQueue());
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Set<Thread> amphoraThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("amphora-"))
			.collect(Collectors.toSet());
	}

	@Override
	public void close() {
		this.load.close();
		this.client.close();
		this.servers.forEach(AmphoraServer::close);
		this.transports.forEach(BrokerTransport::close);
		this.connectionFactories.forEach(CachingConnectionFactory::destroy);
	}

}
