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

package io.amphora.benchmark;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.ClientPeer;
import io.amphora.client.queue.RequestQueue;

/**
 * Creates many request queues while the client runs, and removes them.
 */
final class ManyQueues {

	private static final int COUNT = 500;

	private final BenchmarkBroker broker;

	ManyQueues(BenchmarkBroker broker) {
		this.broker = broker;
	}

	/** A line of a table. */
	String run() throws Exception {
		String service = this.broker.uniqueName("queues");
		try (ClientPeer peer = new ClientPeer(this.broker.springFactory(), service)) {
			double created = millis(
					(i) -> peer.client().createRequestQueueAsync(RequestQueue.named(service + "-" + i)));
			double removed = millis((i) -> peer.client().removeRequestQueueAsync(service + "-" + i));
			return String.format(Locale.ROOT, "| %d | %,.0f ms, %.1f ms each | %,.0f ms, %.1f ms each |%n", COUNT,
					created, created / COUNT, removed, removed / COUNT);
		}
	}

	private static double millis(IntFunction<CompletableFuture<?>> change) {
		long start = System.nanoTime();
		CompletableFuture.allOf(IntStream.range(0, COUNT).mapToObj(change).toArray(CompletableFuture[]::new)).join();
		return (System.nanoTime() - start) / 1e6;
	}

}
