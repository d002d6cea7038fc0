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

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.BenchmarkSettings;
import io.amphora.benchmark.load.Conditions;

/**
 * Measures all contenders in turn, several times over, so that whatever else the machine
 * does meanwhile meets all of them; and, if asked to, how Amphora bears up for long and
 * what it costs to have more of everything.
 */
public final class Benchmarks {

	private final BenchmarkSettings settings;

	private final BenchmarkBroker broker;

	private final Conditions conditions;

	private Benchmarks(BenchmarkSettings settings, BenchmarkBroker broker) {
		this.settings = settings;
		this.broker = broker;
		this.conditions = Conditions.atStart(broker, settings);
	}

	/**
	 * Measure, and write the page.
	 * @param args none: see {@link BenchmarkSettings}
	 * @throws Exception if something cannot be measured
	 */
	public static void main(String[] args) throws Exception {
		BenchmarkSettings settings = BenchmarkSettings.fromSystemProperties();
		try (BenchmarkBroker broker = new BenchmarkBroker(settings.uri())) {
			Benchmarks benchmarks = new Benchmarks(settings, broker);
			benchmarks.compare();
			benchmarks.soak();
			benchmarks.scale();
		}
		// connections that were cut leave threads behind which would go on for a while
		System.exit(0);
	}

	private void compare() throws Exception {
		List<Cell> cells = Contenders.cells(this.settings.only());
		if (!cells.isEmpty()) {
			Report report = new Report(measure(this.broker, this.settings, cells), this.conditions.atEnd());
			System.out.println(report.text());
			if (this.settings.page() != null) {
				new PerformancePage(this.settings.page()).write(report);
			}
		}
	}

	static Results measure(BenchmarkBroker broker, BenchmarkSettings settings, List<Cell> cells) throws Exception {
		List<Sample> samples = new ArrayList<>();
		try (Field field = new Field(broker, settings)) {
			field.warmUp(cells);
			for (int round = 1; round <= settings.rounds(); round++) {
				for (Cell cell : cells) {
					Sample sample = field.measure(cell);
					samples.add(sample);
					System.out.println(Report.line(round, sample));
				}
			}
		}
		return new Results(samples);
	}

	private void soak() throws Exception {
		if (!this.settings.soak().isZero()) {
			SoakReport report = new Soak(this.broker).run(this.settings.soak());
			publish("soak", this.conditions.atEnd().summary() + "\n" + report.text(), report.chart());
		}
	}

	private void scale() throws Exception {
		if (this.settings.scale()) {
			ScaleReport report = new Scale(this.broker, this.settings).run();
			publish("scale", this.conditions.atEnd().summary() + "\n" + report.text(), report.chart());
		}
	}

	private void publish(String section, String text, String chart) throws IOException {
		System.out.println(text);
		if (this.settings.page() != null) {
			PerformancePage page = new PerformancePage(this.settings.page());
			page.replace(section, text);
			page.picture(section + ".svg", chart);
		}
	}

}
