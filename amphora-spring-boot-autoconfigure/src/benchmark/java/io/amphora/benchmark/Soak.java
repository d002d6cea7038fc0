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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.amphora.benchmark.load.BenchmarkBroker;
import org.HdrHistogram.Histogram;

/**
 * A mixed load for long, and what it does to memory, threads and the rate of calls.
 */
final class Soak {

	private static final Duration INTERVAL = Duration.ofSeconds(10);

	private static final int FEWEST_SAMPLES = 10;

	private final BenchmarkBroker broker;

	Soak(BenchmarkBroker broker) {
		this.broker = broker;
	}

	SoakReport run(Duration duration) throws Exception {
		Duration shortest = duration.dividedBy(FEWEST_SAMPLES);
		Duration interval = (shortest.compareTo(INTERVAL) < 0) ? shortest : INTERVAL;
		List<SoakSample> samples = new ArrayList<>();
		int restarts = 0;
		System.out.print(SoakSample.HEAD);
		try (MixedLoad load = new MixedLoad(this.broker)) {
			long start = System.nanoTime();
			long last = start;
			while (System.nanoTime() - start < duration.toNanos()) {
				Thread.sleep(interval.toMillis());
				long now = System.nanoTime();
				SoakSample sample = sample(load, (now - start) / 1e9, (now - last) / 1e9);
				System.out.print(sample.row());
				samples.add(sample);
				load.restartClient();
				restarts++;
				last = now;
			}
		}
		return new SoakReport(samples, restarts);
	}

	private static SoakSample sample(MixedLoad load, double seconds, double elapsed) throws Exception {
		Histogram latencies = load.calls().take();
		return new SoakSample(seconds, latencies.getTotalCount() / elapsed, latencies.getValueAtPercentile(99) / 1e6,
				load.calls().takeFailures(), Memory.liveHeap(), Memory.resident(), Memory.threads(), load.pending(),
				load.held());
	}

}
