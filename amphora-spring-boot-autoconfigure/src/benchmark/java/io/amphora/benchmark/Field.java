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

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.BenchmarkSettings;
import io.amphora.benchmark.load.BlockingLoad;
import io.amphora.benchmark.load.Body;
import io.amphora.benchmark.load.DeferredLoad;
import io.amphora.benchmark.load.Load;
import io.amphora.benchmark.load.Peer;
import io.amphora.benchmark.load.Sides;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * The contenders that take part, all of them ready. For one thread.
 */
final class Field implements AutoCloseable {

	private final BenchmarkBroker broker;

	private final BenchmarkSettings settings;

	private final Map<Contender, Sides> sides = new HashMap<>();

	private final Map<Contender, Peer> peers = new HashMap<>();

	Field(BenchmarkBroker broker, BenchmarkSettings settings) {
		this.broker = broker;
		this.settings = settings;
	}

	/** Let the compiler see everything, or the first round would be the slowest. */
	void warmUp(List<Cell> cells) throws Exception {
		for (Cell cell : mostSmallCalls(cells)) {
			Peer peer = peer(cell.contender());
			Load load = load(peer, this.sides.get(cell.contender()).client(), cell);
			Thread.sleep(this.settings.window().toMillis());
			load.close();
		}
	}

	/** For each contender, but without thousands of calls. */
	private static Collection<Cell> mostSmallCalls(List<Cell> cells) {
		Map<Contender, Cell> found = new LinkedHashMap<>();
		cells.stream()
			.filter((cell) -> cell.inFlight() <= 256)
			.forEach((cell) -> found.merge(cell.contender(), cell,
					(first, second) -> (second.body() == Body.SMALL) ? second : first));
		return found.values();
	}

	Sample measure(Cell cell) throws Exception {
		Peer peer = peer(cell.contender());
		Sides threads = this.sides.get(cell.contender());
		Load disturbance = disturbance(cell, peer, threads);
		try (Load load = load(peer, threads.client(), cell)) {
			Thread.sleep(this.settings.warmUp().toMillis());
			Usage before = Usage.now(threads);
			load.take();
			load.takeFailures();
			long start = System.nanoTime();
			Thread.sleep(this.settings.window().toMillis());
			Histogram latencies = load.take();
			long elapsed = System.nanoTime() - start;
			return Sample.of(cell, latencies, load.takeFailures(), elapsed, Usage.now(threads).since(before));
		}
		finally {
			if (disturbance != null) {
				disturbance.close();
			}
		}
	}

	private static Load load(Peer peer, ThreadGroup group, Cell cell) {
		return cell.contender().blocking() ? new BlockingLoad(peer, cell.body(), group, cell.inFlight())
				: new DeferredLoad(peer, cell.body(), group, cell.inFlight());
	}

	private static @Nullable Load disturbance(Cell cell, Peer peer, Sides threads) {
		return (cell.beside() != null) ? new DeferredLoad(peer, cell.beside(), threads.client(), cell.inFlight()) : null;
	}

	private Peer peer(Contender contender) throws Exception {
		Peer peer = this.peers.get(contender);
		if (peer == null) {
			Sides threads = new Sides(contender.key());
			peer = contender.factory().open(this.broker, threads);
			this.sides.put(contender, threads);
			this.peers.put(contender, peer);
		}
		return peer;
	}

	@Override
	public void close() {
		this.peers.values().forEach(Peer::close);
	}

}
