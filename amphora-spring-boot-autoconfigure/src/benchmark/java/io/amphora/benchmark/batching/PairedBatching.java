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

package io.amphora.benchmark.batching;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.BenchmarkSettings;
import io.amphora.benchmark.load.Body;
import io.amphora.benchmark.load.Conditions;
import io.amphora.benchmark.load.DeferredLoad;
import io.amphora.benchmark.load.Load;
import io.amphora.benchmark.load.Peer;
import org.HdrHistogram.Histogram;

/**
 * Compares calls with batching to calls without it while few calls are in flight. The two
 * sides take turns within each round, and change their order from round to round, so that
 * both meet the same disturbances.
 */
public final class PairedBatching {

	/**
	 * The numbers of calls in flight that have bars.
	 */
	public static final List<Integer> STEPS = List.of(1, 2, 4, 8, 16, 32);

	/** Without batching on both sides, which shows how exact the ratios are. */
	private static final boolean CONTROL = Boolean.getBoolean("benchmark.control");

	private static final Duration COMPILATION = Duration.ofSeconds(4);

	private final BenchmarkSettings settings;

	private final Map<Batching, Peer> peers = new EnumMap<>(Batching.class);

	private PairedBatching(BenchmarkSettings settings, BenchmarkBroker broker) throws Exception {
		this.settings = settings;
		for (Batching batching : Batching.values()) {
			this.peers.put(batching, new AddPeer(broker, CONTROL ? Batching.OFF : batching));
		}
	}

	/**
	 * Measure and print a table.
	 * @param args the numbers of calls in flight; 1, 2, 4, 8, 16 and 32 unless specified
	 * @throws Exception if something cannot be measured
	 */
	public static void main(String[] args) throws Exception {
		BenchmarkSettings settings = BenchmarkSettings.paired();
		try (BenchmarkBroker broker = new BenchmarkBroker(settings.uri())) {
			Conditions conditions = Conditions.atStart(broker, settings);
			List<Integer> steps = (args.length > 0) ? Stream.of(args).map(Integer::valueOf).toList() : STEPS;
			String table = table(settings, broker, steps);
			System.out.println(conditions.atEnd().text() + "\n" + table);
		}
		System.exit(0);
	}

	/**
	 * Measure with each number of calls in flight.
	 * @param settings the rounds
	 * @param broker the broker
	 * @param steps the numbers of calls in flight
	 * @return a table
	 * @throws Exception if something cannot be measured
	 */
	public static String table(BenchmarkSettings settings, BenchmarkBroker broker, List<Integer> steps)
			throws Exception {
		PairedBatching paired = new PairedBatching(settings, broker);
		try {
			return Step.HEAD + paired.measure(steps);
		}
		finally {
			paired.peers.values().forEach(Peer::close);
		}
	}

	private String measure(List<Integer> steps) throws Exception {
		for (Batching batching : Batching.values()) {
			measure(batching, 32, COMPILATION);
		}
		System.out.print(Step.HEAD);
		StringBuilder rows = new StringBuilder();
		for (int inFlight : steps) {
			String step = step(inFlight).rows();
			System.out.print(step);
			rows.append(step);
		}
		return rows.toString();
	}

	private Step step(int inFlight) throws Exception {
		Step step = new Step(inFlight, new ArrayList<>(), new ArrayList<>());
		for (int round = -1; round < this.settings.rounds(); round++) {
			boolean onFirst = round % 2 == 0;
			Round first = measure(onFirst ? Batching.ON : Batching.OFF, inFlight, this.settings.window());
			Round second = measure(onFirst ? Batching.OFF : Batching.ON, inFlight, this.settings.window());
			// the first one gets the sides used to this number of calls
			if (round >= 0) {
				step.on().add(onFirst ? first : second);
				step.off().add(onFirst ? second : first);
			}
		}
		return step;
	}

	private Round measure(Batching batching, int inFlight, Duration window) throws Exception {
		try (Load load = new DeferredLoad(this.peers.get(batching), Body.SMALL, new ThreadGroup("callers"),
				inFlight)) {
			Thread.sleep(this.settings.warmUp().toMillis());
			load.take();
			load.takeFailures();
			long start = System.nanoTime();
			Thread.sleep(window.toMillis());
			Histogram latencies = load.take();
			return Round.of(latencies, load.takeFailures(), System.nanoTime() - start);
		}
	}

}
