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

import java.util.ArrayList;
import java.util.List;

import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.BenchmarkSettings;
import io.amphora.benchmark.load.Body;
import io.amphora.benchmark.load.DeferredLoad;
import io.amphora.benchmark.load.Load;
import io.amphora.benchmark.load.ServerPeer;

/**
 * What it costs to have more of everything: servers, clients, functions, queues, and
 * calls that wait.
 */
final class Scale {

	private static final int IN_FLIGHT = 256;

	private static final List<Integer> SERVERS = List.of(1, 2, 4);

	private static final List<Integer> CLIENTS = List.of(1, 8, 64);

	private static final List<Integer> FUNCTIONS = List.of(1, 1000);

	private final BenchmarkBroker broker;

	private final BenchmarkSettings settings;

	Scale(BenchmarkBroker broker, BenchmarkSettings settings) {
		this.broker = broker;
		this.settings = settings;
	}

	ScaleReport run() throws Exception {
		sample(1, 1);
		List<ScaleSample> samples = new ArrayList<>();
		for (int servers : SERVERS) {
			for (int clients : CLIENTS) {
				ScaleSample sample = sample(servers, clients);
				System.out.print(sample.row());
				samples.add(sample);
			}
		}
		List<FunctionsSample> functions = new ArrayList<>();
		for (int count : FUNCTIONS) {
			functions.add(functions(count));
		}
		return new ScaleReport(samples, functions, new ManyQueues(this.broker).run(),
				new ManyPendingCalls(this.broker).run());
	}

	private ScaleSample sample(int servers, int clients) throws Exception {
		long heap = Memory.liveHeap();
		int threads = Memory.threads();
		try (ScalePeer peer = new ScalePeer(this.broker, servers, clients, 1)) {
			double rate = rate(peer);
			return new ScaleSample(servers, clients, rate, Memory.threads() - threads, peer.connections(),
					peer.channels(), Memory.liveHeap() - heap);
		}
	}

	private FunctionsSample functions(int count) throws Exception {
		long heap = Memory.liveHeap();
		long start = System.nanoTime();
		try (ServerPeer server = new ServerPeer(this.broker.springFactory(), this.broker.uniqueName("functions"),
				ScalePeer.echoes(count))) {
			double seconds = (System.nanoTime() - start) / 1e9;
			long held = Memory.liveHeap() - heap;
			try (ScalePeer peer = new ScalePeer(this.broker, 1, 1, count)) {
				return new FunctionsSample(server.server().functions().size(), seconds, held, rate(peer));
			}
		}
	}

	private double rate(ScalePeer peer) throws Exception {
		try (Load load = new DeferredLoad(peer, Body.SMALL, new ThreadGroup("callers"), IN_FLIGHT)) {
			Thread.sleep(this.settings.warmUp().toMillis());
			load.take();
			long start = System.nanoTime();
			Thread.sleep(this.settings.window().toMillis());
			return load.take().getTotalCount() / ((System.nanoTime() - start) / 1e9);
		}
	}

}
