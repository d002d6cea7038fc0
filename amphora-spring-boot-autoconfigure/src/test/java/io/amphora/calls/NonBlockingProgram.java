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

package io.amphora.calls;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;
import io.amphora.contract.AmphoraContracts;
import io.amphora.reactive.ReactiveFunction;
import io.amphora.server.AmphoraServer;
import reactor.blockhound.BlockHound;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.util.unit.DataSize;

/**
 * Calls and serves functions on threads that must not block, and prints where they block
 * nevertheless. Runs in a process of its own, because BlockHound changes classes.
 */
final class NonBlockingProgram {

	static final String READY = "BlockHound is installed";

	static final String BLOCKED = "Blocked: ";

	static final String DONE = "Done: ";

	private static final int CALLS = 200;

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final Queue<String> blocked = new ConcurrentLinkedQueue<>();

	private static final Scheduler events = Schedulers.parallel();

	private NonBlockingProgram() {
	}

	public static void main(String[] args) {
		BlockHound.builder().loadIntegrations().blockingMethodCallback((method) -> {
			StringBuilder trace = new StringBuilder(method.toString());
			for (StackTraceElement element : Thread.currentThread().getStackTrace()) {
				trace.append(" < ").append(element);
			}
			blocked.add(trace.toString());
		}).install();
		Mono.fromRunnable(() -> LockSupport.parkNanos(1)).subscribeOn(events).block(PATIENCE);
		if (blocked.isEmpty()) {
			System.out.println("BlockHound does not notice that a thread blocks");
			System.exit(1);
		}
		Coroutines.load(events).block(PATIENCE);
		blocked.clear();
		System.out.println(READY);
		CachingConnectionFactory connectionFactory = new CachingConnectionFactory();
		connectionFactory.setUri(args[0]);
		try (AmphoraServer server = server(args[1], connectionFactory);
				AmphoraClient client = client(args[1], connectionFactory)) {
			server.serve().join();
			client.serve().join();
			System.out.println(DONE + results(client));
		}
		blocked.forEach((trace) -> System.out.println(BLOCKED + trace));
		System.exit(0);
	}

	private static AmphoraServer server(String service, CachingConnectionFactory connectionFactory) {
		AmphoraServer server = AmphoraServer.builder(service, connectionFactory).build();
		server.addFunction("add", (call) -> {
			int sum = call.argument(0, int.class) + call.argument(1, int.class);
			return Mono.just(sum).publishOn(events);
		});
		return server;
	}

	/** The send buffer is much smaller than the number of calls. */
	private static AmphoraClient client(String service, CachingConnectionFactory connectionFactory) {
		return AmphoraClient.builder(service, connectionFactory)
			.holdLimit(20, DataSize.ofMegabytes(1))
			.timeout(PATIENCE)
			.build();
	}

	private static long results(AmphoraClient client) {
		ReactiveFunction add = client.function("add").reactive();
		Adder adder = AmphoraContracts.create(Adder.class, client);
		Flux<Integer> calls = onEventLoop((i) -> add.call(int.class, i, 1));
		Flux<Integer> contractCalls = onEventLoop((i) -> adder.add(i, 1));
		Flux<Integer> cancelled = onEventLoop(
				(i) -> add.call(int.class, i, 1).timeout(Duration.ofNanos(1), Mono.just(0)));
		RemoteFunction function = client.function("add");
		Flux<Integer> coroutines = onEventLoop((i) -> Coroutines.call(events, function, i, 1));
		return Flux.merge(calls, contractCalls, cancelled, coroutines).count().blockOptional(PATIENCE).orElseThrow();
	}

	private static Flux<Integer> onEventLoop(Function<Integer, Mono<Integer>> call) {
		return Flux.range(0, CALLS).flatMap((i) -> Mono.defer(() -> call.apply(i)).subscribeOn(events), CALLS);
	}

	interface Adder {

		Mono<Integer> add(int x, int y);

	}

}
