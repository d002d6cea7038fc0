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

import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

import io.amphora.benchmark.load.Conditions;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures parts of Amphora without a broker, in time and memory per operation.
 */
public final class Microbenchmarks {

	private Microbenchmarks() {
	}

	/**
	 * Measure, and write the page.
	 * @param args none: see the profile {@code jmh}
	 * @throws Exception if something cannot be measured
	 */
	public static void main(String[] args) throws Exception {
		double loadBefore = Conditions.load();
		Collection<RunResult> results = new Runner(options().build()).run();
		String report = new MicroReport(results, loadBefore, Conditions.load()).text();
		System.out.println(report);
		String page = property("page", "");
		if (!page.isEmpty()) {
			new PerformancePage(Path.of(page)).replace("jmh", report);
		}
	}

	private static ChainedOptionsBuilder options() throws Exception {
		TimeValue window = TimeValue.fromString(property("time", "1s"));
		ChainedOptionsBuilder options = new OptionsBuilder().include(property("only", "io\\.amphora\\..*Benchmark"))
			.mode(Mode.AverageTime)
			.timeUnit(TimeUnit.NANOSECONDS)
			.forks(Integer.parseInt(property("forks", "2")))
			.warmupIterations(Integer.parseInt(property("warm-ups", "5")))
			.measurementIterations(Integer.parseInt(property("iterations", "5")))
			.warmupTime(window)
			.measurementTime(window)
			.addProfiler(GCProfiler.class);
		String profiler = property("profiler", "");
		return profiler.isEmpty() ? options : options.addProfiler(profiler);
	}

	private static String property(String name, String otherwise) {
		String value = System.getProperty("jmh." + name, "");
		return value.isEmpty() ? otherwise : value;
	}

}
