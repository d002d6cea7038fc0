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

package io.amphora.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

import io.amphora.StoppedException;
import io.amphora.actuate.AmphoraClientHealthIndicator;
import io.amphora.actuate.AmphoraServerHealthIndicator;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.ClientState;
import io.amphora.server.AmphoraServer;
import io.amphora.server.ServerState;
import io.amphora.server.function.Acknowledge;
import io.amphora.server.function.FunctionCall;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.test.BareAmqp;
import io.amphora.test.TestBroker;
import io.amphora.transport.BatchLimits;

import org.springframework.boot.health.contributor.Status;

/**
 * Servers and clients of one service, which are called while four threads start and stop
 * them.
 */
final class LifecycleScene implements AutoCloseable {

	static final int SERVERS = 3;

	private static final int THREADS = 4;

	/** Longer than any function takes. */
	private static final Duration GRACE_PERIOD = Duration.ofSeconds(20);

	private static final Duration LONGEST_RUN = Duration.ofMillis(2);

	private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);

	private final TestBroker broker;

	private final String service;

	private final List<AmphoraServer> servers = new ArrayList<>();

	private final List<AmphoraClient> clients = new ArrayList<>();

	private final Set<AmphoraServer> closed = ConcurrentHashMap.newKeySet();

	private final Queue<String> faults = new ConcurrentLinkedQueue<>();

	private final ExecutorService threads = Executors.newCachedThreadPool();

	private final LifecycleCalls calls = new LifecycleCalls();

	LifecycleScene(TestBroker broker) {
		this.broker = broker;
		this.service = broker.uniqueName("starts");
		for (int i = 0; i < SERVERS; i++) {
			this.servers.add(server());
		}
		this.clients.add(client().build());
		this.clients.add(client().batching(BatchLimits.defaults().nonAdaptive()).build());
		serve();
	}

	private AmphoraServer server() {
		AmphoraServer server = AmphoraServer.builder(this.service, this.broker.connectionFactory())
			.concurrency(2)
			.gracePeriod(GRACE_PERIOD)
			.build();
		for (LifecycleCalls.Kind kind : LifecycleCalls.Kind.values()) {
			server.addFunction(new FunctionDefinition(kind.name(), (call) -> run(server, call))
				.acknowledge((kind == LifecycleCalls.Kind.ONCE) ? Acknowledge.ON_RECEIPT : Acknowledge.AFTER_REPLY));
		}
		return server;
	}

	private int run(AmphoraServer server, FunctionCall call) {
		int number = call.argument(0, int.class);
		if (this.closed.contains(server)) {
			this.faults.add("started after close: " + number);
		}
		this.calls.runs(number, server.uuid() + (call.context().redelivered() ? ", redelivered" : ""));
		LockSupport.parkNanos(number % LONGEST_RUN.toNanos());
		return number;
	}

	private AmphoraClientBuilder<AmphoraClient> client() {
		return AmphoraClient.builder(this.service, this.broker.connectionFactory()).gracePeriod(Duration.ofSeconds(1));
	}

	/** Start and stop at random while calls are made. */
	void play(RandomGenerator random, int steps) {
		List<CompletableFuture<Void>> load = load();
		startAndStop(random, steps);
		this.calls.endLoad();
		serve();
		join(load);
	}

	/** Close everything while calls are made, and starts and stops go on. */
	void close(RandomGenerator random, int steps) {
		this.calls.mayFail();
		List<CompletableFuture<Void>> load = load();
		List<CompletableFuture<Void>> closing = new ArrayList<>();
		this.servers.forEach((server) -> closing.add(later(() -> close(server))));
		this.clients.forEach((client) -> closing.add(later(client::close)));
		startAndStop(random, steps);
		join(closing);
		this.calls.endLoad();
		join(load);
	}

	private void close(AmphoraServer server) {
		server.close();
		this.closed.add(server);
	}

	private CompletableFuture<Void> later(Runnable action) {
		return CompletableFuture.runAsync(action, this.threads);
	}

	private List<CompletableFuture<Void>> load() {
		this.calls.beginLoad();
		return this.clients.stream().map((client) -> later(() -> this.calls.load(client))).toList();
	}

	private void startAndStop(RandomGenerator random, int steps) {
		List<CompletableFuture<Void>> running = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			RandomGenerator own = new SplittableRandom(random.nextLong());
			running.add(later(() -> IntStream.range(0, steps).forEach((step) -> step(own))));
		}
		join(running);
	}

	private static void join(List<CompletableFuture<Void>> running) {
		running.forEach(CompletableFuture::join);
	}

	private void step(RandomGenerator random) {
		LockSupport.parkNanos(random.nextLong(LONGEST_PAUSE.toNanos()));
		AmphoraServer server = this.servers.get(random.nextInt(this.servers.size()));
		AmphoraClient client = this.clients.get(random.nextInt(this.clients.size()));
		List<Runnable> steps = List.of(server::serve, server::serve, server::prepareStop, server::stop,
				server::stopPublisher, server::stopConsumer, client::serve, client::stop, client::stopPublisher,
				client::stopConsumer);
		try {
			steps.get(random.nextInt(steps.size())).run();
		}
		catch (StoppedException ex) {
			// it was closed meanwhile, which is the end of starting
		}
	}

	private void serve() {
		this.servers.forEach(AmphoraServer::serve);
		this.clients.forEach(AmphoraClient::serve);
	}

	/** Make calls of every kind. */
	void callAfterwards(int times) {
		LifecycleCalls.Kind[] kinds = LifecycleCalls.Kind.values();
		for (int i = 0; i < times; i++) {
			this.calls.call(this.clients.get(i % this.clients.size()), kinds[i % kinds.length]);
		}
	}

	LifecycleCalls calls() {
		return this.calls;
	}

	/** States, consumers and health that do not agree, in words. */
	String disagreement() {
		StringBuilder disagreement = new StringBuilder(String.join("; ", this.faults));
		this.servers.forEach((server) -> {
			boolean serving = server.state() == ServerState.SERVING;
			Status health = new AmphoraServerHealthIndicator(server).health().getStatus();
			if (server.serving() != serving || health.equals(Status.UP) != serving) {
				disagreement.append("server %s, %s, %s; ".formatted(server.state(), server.consumers(), health));
			}
		});
		this.clients.forEach((client) -> {
			boolean serving = client.state() == ClientState.SERVING;
			Status health = new AmphoraClientHealthIndicator(client).health().getStatus();
			if (client.consumer().consuming() != serving || health.equals(Status.UP) != serving) {
				disagreement.append("client %s, %s, %s; ".formatted(client.state(), client.consumer(), health));
			}
		});
		return disagreement.toString();
	}

	/** What is not at its end, in words. */
	String left() {
		StringBuilder left = new StringBuilder();
		this.servers.forEach((server) -> {
			if (server.statistics().running() != 0 || server.statistics().held() != 0) {
				left.append(server.statistics());
			}
		});
		this.clients.forEach((client) -> {
			if (client.statistics().pending() != 0 || client.statistics().held() != 0) {
				left.append(client.statistics());
			}
		});
		return left.toString();
	}

	long consumers(BareAmqp bare) throws Exception {
		return bare.channel().consumerCount(requestQueue());
	}

	String requestQueue() {
		return "rpc_" + this.service + "_request";
	}

	@Override
	public void close() {
		this.clients.forEach(AmphoraClient::close);
		this.servers.forEach(AmphoraServer::close);
		this.threads.shutdownNow();
	}

}
