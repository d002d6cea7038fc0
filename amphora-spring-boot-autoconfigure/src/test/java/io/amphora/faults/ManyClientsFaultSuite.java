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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import io.amphora.server.AmphoraServer;
import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import io.amphora.test.TcpProxy;
import io.amphora.transport.BrokerTransport;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static org.awaitility.Awaitility.await;

/**
 * Load over connections that many clients share, and that break again before long. It
 * depends on the machine how many of the clients are back by then; the calls of the
 * others may end with their timeout.
 */
@RabbitMqNodeTest
class ManyClientsFaultSuite {

	private static final int CLIENTS = 500;

	private static final int CALLS = 6_000;

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final Duration INTERVAL = Duration.ofMillis(8);

	private static final Duration PATIENCE = Duration.ofMinutes(5);

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	private final TcpProxy proxy = TcpProxy.to(node.host(), node.port());

	private final CachingConnectionFactory clientConnection = FaultNode.connectionFactory(this.proxy.host(),
			this.proxy.port());

	private final CachingConnectionFactory serverConnection = FaultNode.connectionFactory(node.host(), node.port());

	private final BrokerTransport transport = new BrokerTransport(this.clientConnection);

	private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(2);

	private final Ledger ledger = new Ledger();

	private final AtomicInteger requests = new AtomicInteger();

	private final AtomicInteger ended = new AtomicInteger();

	@FaultTest
	void connectionsOfManyClientsCut(FaultMode mode) {
		String service = "faults-" + UUID.randomUUID();
		try (AmphoraServer server = AmphoraServer.builder(service, this.serverConnection).build()) {
			server.addFunction(mode.function(FaultLoad.FUNCTION, (call) -> {
				String request = call.argument(0, String.class);
				this.ledger.executed(request);
				return Ledger.replyFor(request);
			}));
			server.serve().join();
			List<AmphoraClient> clients = IntStream.range(0, CLIENTS)
				.mapToObj((number) -> client(service, mode))
				.toList();
			cutAgain();
			this.threads.scheduleAtFixedRate(() -> call(clients), 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
			await().atMost(PATIENCE).until(() -> this.ended.get() == CALLS);
			this.threads.shutdownNow();
			clients.forEach(AmphoraClient::close);
		}
		finally {
			close();
		}
		FaultNode
			.record(node, this.ledger.report("connections of 500 clients cut (RST) every 2 to 4 s, timeout 20 s", mode))
			.requireSuccessOr(failures(mode));
	}

	private AmphoraClient client(String service, FaultMode mode) {
		return mode.applyTo(AmphoraClient.builder(service, this.transport)).timeout(TIMEOUT).build();
	}

	private void cutAgain() {
		this.threads.schedule(() -> {
			this.proxy.cut();
			cutAgain();
		}, ThreadLocalRandom.current().nextLong(2_000, 4_000), TimeUnit.MILLISECONDS);
	}

	/** One client after the other makes a call. */
	private void call(List<AmphoraClient> clients) {
		int number = this.requests.getAndIncrement();
		if (number >= CALLS) {
			return;
		}
		RemoteFunction work = clients.get(number % CLIENTS).function(FaultLoad.FUNCTION);
		String request = Integer.toString(number);
		this.ledger.accepted(request);
		work.defer(String.class, request).whenComplete((reply, failure) -> {
			if (failure == null) {
				this.ledger.replied(request, reply);
			}
			else {
				this.ledger.failed(request, FaultFailure.of(failure));
			}
			this.ended.incrementAndGet();
		});
	}

	private static Set<String> failures(FaultMode mode) {
		Set<String> failures = new HashSet<>(mode.failuresWithoutConnections());
		failures.add("NoResultException");
		return failures;
	}

	private void close() {
		this.threads.shutdownNow();
		this.transport.close();
		this.clientConnection.destroy();
		this.serverConnection.destroy();
		this.proxy.close();
	}

}
