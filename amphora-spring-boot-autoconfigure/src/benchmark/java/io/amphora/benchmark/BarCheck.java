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

import java.util.List;
import java.util.Locale;

import io.amphora.benchmark.batching.LoadSpread;
import io.amphora.benchmark.batching.PairedBatching;
import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.BenchmarkSettings;
import io.amphora.benchmark.load.Conditions;
import io.amphora.benchmark.startup.StartUp;

/**
 * Measures everything that has a bar and nothing else, and prints which bars are reached.
 */
public final class BarCheck {

	private static final String ALL_PARTS = "contenders,batching,spread,startup";

	private final BenchmarkBroker broker;

	private final List<String> parts = List
		.of(BenchmarkSettings.property("parts", ALL_PARTS).split(",", -1));

	private BarCheck(BenchmarkBroker broker) {
		this.broker = broker;
	}

	/**
	 * Measure, and print the tables.
	 * @param args none: see {@link BenchmarkSettings}, and {@code benchmark.parts} for
	 * some of the parts
	 * @throws Exception if something cannot be measured
	 */
	public static void main(String[] args) throws Exception {
		BenchmarkSettings settings = BenchmarkSettings.fromSystemProperties();
		try (BenchmarkBroker broker = new BenchmarkBroker(settings.uri())) {
			Conditions conditions = Conditions.atStart(broker, settings);
			String tables = new BarCheck(broker).tables(settings);
			System.out.println(conditions.atEnd().summary() + tables + "\n" + summary(tables));
		}
		System.exit(0);
	}

	private String tables(BenchmarkSettings settings) throws Exception {
		StringBuilder tables = new StringBuilder();
		if (this.parts.contains("contenders")) {
			Conditions conditions = Conditions.atStart(this.broker, settings);
			Results results = Benchmarks.measure(this.broker, settings, Contenders.barredCells(settings.only()));
			tables.append(section("Default settings, single messages and large bodies", settings))
				.append(new Report(results, conditions).bars());
		}
		if (this.parts.contains("batching")) {
			BenchmarkSettings paired = BenchmarkSettings.paired();
			tables.append(section("Batching with few calls in flight", paired))
				.append(PairedBatching.table(paired, this.broker, PairedBatching.STEPS));
		}
		if (this.parts.contains("spread")) {
			tables.append("\n### Batching and four servers\n\n")
				.append(LoadSpread.table(BenchmarkSettings.counted(), this.broker));
		}
		if (this.parts.contains("startup")) {
			tables.append("\n### Start-up\n\n").append(StartUp.table(BenchmarkSettings.starts(), this.broker));
		}
		return tables.toString();
	}

	private static String section(String title, BenchmarkSettings settings) {
		return String.format(Locale.ROOT, "%n### %s%n%n%d rounds of %.1f s, after %.1f s of the same load%n%n", title,
				settings.rounds(), settings.window().toMillis() / 1e3, settings.warmUp().toMillis() / 1e3);
	}

	private static String summary(String tables) {
		return String.format(Locale.ROOT, "Bars: %d reached, %d missed, %d undecided", count(tables, "| reached"),
				count(tables, "| missed"), count(tables, "| undecided"));
	}

	private static long count(String tables, String verdict) {
		return tables.lines().filter((line) -> line.contains(verdict)).count();
	}

}
