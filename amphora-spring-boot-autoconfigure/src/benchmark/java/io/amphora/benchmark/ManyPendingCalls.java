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
import java.util.stream.IntStream;

import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.Body;
import io.amphora.benchmark.load.ClientPeer;
import io.amphora.benchmark.load.ServerPeer;
import io.amphora.client.AmphoraClient;

/**
 * Makes many calls without replies at first, and then receives all replies.
 */
final class ManyPendingCalls {

	private static final int COUNT = 10_000;

	private final BenchmarkBroker broker;

	ManyPendingCalls(BenchmarkBroker broker) {
		this.broker = broker;
	}

	/** A line of a table. */
	String run() throws Exception {
		CompletableFuture<String> gate = new CompletableFuture<>();
		try (ServerPeer server = new ServerPeer(this.broker.springFactory(), this.broker.uniqueName("pending"),
				(registry) -> registry.addFunction("wait", (call) -> gate));
				ClientPeer peer = new ClientPeer(this.broker.springFactory(), server.server().service())) {
			long heap = Memory.liveHeap();
			long start = System.nanoTime();
			CompletableFuture<?> all = callAll(peer.client());
			double sent = (System.nanoTime() - start) / 1e9;
			long held = Memory.liveHeap() - heap;
			start = System.nanoTime();
			gate.complete("open");
			all.join();
			return String.format(Locale.ROOT, "| %,d | %.2f s | %,d B | %.2f s |%n", COUNT, sent, held / COUNT,
					(System.nanoTime() - start) / 1e9);
		}
	}

	private static CompletableFuture<?> callAll(AmphoraClient client) throws InterruptedException {
		CompletableFuture<?> all = CompletableFuture.allOf(IntStream.range(0, COUNT)
			.mapToObj((i) -> client.defer("wait", String.class, Body.SMALL.text()))
			.toArray(CompletableFuture[]::new));
		while (client.statistics().held() > 0) {
			Thread.sleep(5);
		}
		return all;
	}

}
