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

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.BenchmarkSettings;
import io.amphora.benchmark.load.Conditions;

/**
 * How evenly calls are spread over four servers, and how long all of them take, with and
 * without batching in turn. A service with four servers belongs to each side, so that the
 * prefetch of servers depends on one side only.
 */
public final class LoadSpread {

	private static final Limit BAR = Limit.atMost(1.10);

	private static final String HEAD = """
			| functions take | | batching | without | ratio | bar | |
			|---|---|---|---|---|---|---|
			""";

	private final BenchmarkSettings settings;

	private final BenchmarkBroker broker;

	private final int calls;

	private LoadSpread(BenchmarkSettings settings, BenchmarkBroker broker, int calls) {
		this.settings = settings;
		this.broker = broker;
		this.calls = calls;
	}

	/**
	 * Measure and print a table.
	 * @param args the milliseconds that functions take, such as {@code 5} for all servers
	 * or {@code 50,1,1,1} for each; all scenarios unless specified
	 * @throws Exception if something cannot be measured
	 */
	public static void main(String[] args) throws Exception {
		BenchmarkSettings settings = BenchmarkSettings.counted();
		List<Scenario> scenarios = (args.length > 0) ? Stream.of(args).map(Scenario::parse).toList() : Scenario.ALL;
		try (BenchmarkBroker broker = new BenchmarkBroker(settings.uri())) {
			Conditions conditions = Conditions.atStart(broker, settings);
			String table = table(settings, broker, scenarios);
			System.out.println(conditions.atEnd().summary() + table);
		}
		System.exit(0);
	}

	/**
	 * Measure all scenarios.
	 * @param settings the rounds
	 * @param broker the broker
	 * @return what was measured, and a table
	 * @throws Exception if something cannot be measured
	 */
	public static String table(BenchmarkSettings settings, BenchmarkBroker broker) throws Exception {
		return table(settings, broker, Scenario.ALL);
	}

	private static String table(BenchmarkSettings settings, BenchmarkBroker broker, List<Scenario> scenarios)
			throws Exception {
		LoadSpread spread = new LoadSpread(settings, broker, Integer.getInteger("benchmark.calls", 10_000));
		StringBuilder rows = new StringBuilder();
		for (Scenario scenario : scenarios) {
			rows.append(spread.measure(scenario));
		}
		return String.format(Locale.ROOT,
				"- 4 servers in one process, %,d calls, %d rounds after one to warm up; medians%n%n%s%s", spread.calls,
				settings.rounds(), HEAD, rows);
	}

	private String measure(Scenario scenario) throws Exception {
		String on = this.broker.uniqueName("spread");
		String off = this.broker.uniqueName("spread");
		SpreadServersProcess servers = SpreadServersProcess.start(this.broker.uri(), scenario, List.of(on, off));
		try (SpreadClient batching = new SpreadClient(this.broker, on, Batching.ON);
				SpreadClient without = new SpreadClient(this.broker, off, Batching.OFF)) {
			return measure(scenario, Map.of(Batching.ON, batching, Batching.OFF, without));
		}
		finally {
			servers.close();
		}
	}

	private String measure(Scenario scenario, Map<Batching, SpreadClient> clients) throws Exception {
		Map<Batching, List<Spread>> spreads = new EnumMap<>(Batching.class);
		for (int round = -1; round < this.settings.rounds(); round++) {
			List<Batching> order = (round % 2 == 0) ? List.of(Batching.ON, Batching.OFF)
					: List.of(Batching.OFF, Batching.ON);
			for (Batching batching : order) {
				Spread spread = clients.get(batching).call(this.calls, scenario.millis().size());
				System.out.println(spread.line(scenario, batching) + ((round < 0) ? ", to warm up" : ""));
				if (round >= 0) {
					spreads.computeIfAbsent(batching, (key) -> new ArrayList<>()).add(spread);
				}
			}
		}
		return row(scenario, "makespan, s", spreads, Spread::seconds)
				+ row(scenario, "largest share of a server", spreads, Spread::largestShare) + failures(scenario, spreads);
	}

	private static String row(Scenario scenario, String figure, Map<Batching, List<Spread>> spreads,
			ToDoubleFunction<Spread> value) {
		List<Double> on = spreads.get(Batching.ON).stream().map(value::applyAsDouble).toList();
		List<Double> off = spreads.get(Batching.OFF).stream().map(value::applyAsDouble).toList();
		Ratios ratios = Ratios.of(IntStream.range(0, on.size()).mapToObj((i) -> on.get(i) / off.get(i)).toList());
		return String.format(Locale.ROOT, "| %s | %s | %.3f | %.3f | %.3f | %s | %s |%n", scenario.title(), figure,
				Ratios.of(on).median(), Ratios.of(off).median(), ratios.median(), BAR.text(),
				BAR.within(ratios.median()) ? "reached" : "missed");
	}

	private static String failures(Scenario scenario, Map<Batching, List<Spread>> spreads) {
		long failures = spreads.values().stream().flatMap(List::stream).mapToLong(Spread::failures).sum();
		return (failures == 0) ? ""
				: String.format(Locale.ROOT, "| %s | failed calls | %d | | | 0 | missed |%n", scenario.title(), failures);
	}

}
