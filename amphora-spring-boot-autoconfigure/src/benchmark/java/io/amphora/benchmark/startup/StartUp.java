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

package io.amphora.benchmark.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.benchmark.load.BenchmarkSettings;
import io.amphora.benchmark.load.Conditions;
import io.amphora.benchmark.startup.StartReport.Start;

/**
 * Starts two applications in turn: one with a function and a client, and one with a
 * listener and a template of Spring AMQP.
 */
public final class StartUp {

	private static final String HEAD = """
			| | Amphora | Spring AMQP | more | bar | |
			|---|---|---|---|---|---|
			""";

	private static final double MOST_MILLIS = 150;

	private static final double MOST_MEGABYTES = 6;

	private final String uri;

	private final int starts;

	private StartUp(String uri, int starts) {
		this.uri = uri;
		this.starts = starts;
	}

	/**
	 * Measure and print a table.
	 * @param args none: see {@link BenchmarkSettings}, and {@code benchmark.jdks} for the
	 * homes of JDKs, separated by commas
	 * @throws Exception if an application does not start
	 */
	public static void main(String[] args) throws Exception {
		BenchmarkSettings settings = BenchmarkSettings.starts();
		try (BenchmarkBroker broker = new BenchmarkBroker(settings.uri())) {
			Conditions conditions = Conditions.atStart(broker, settings);
			String table = table(settings, broker);
			System.out.println(conditions.atEnd().summary() + table);
		}
		System.exit(0);
	}

	/**
	 * Measure on all JDKs.
	 * @param settings the rounds
	 * @param broker the broker
	 * @return a table
	 * @throws Exception if an application does not start
	 */
	public static String table(BenchmarkSettings settings, BenchmarkBroker broker) throws Exception {
		StartUp startUp = new StartUp(broker.uri(), settings.rounds());
		StringBuilder rows = new StringBuilder();
		for (String jdk : BenchmarkSettings.property("jdks", System.getProperty("java.home")).split(",")) {
			rows.append(startUp.rows(Path.of(jdk)));
		}
		return String.format(Locale.ROOT, "- %d starts after one to warm up; medians%n%n%s%s", startUp.starts, HEAD,
				rows);
	}

	private String rows(Path jdk) throws IOException {
		List<Start> amphora = new ArrayList<>();
		List<Start> springAmqp = new ArrayList<>();
		for (int round = 0; round <= this.starts; round++) {
			amphora.add(start(jdk, AmphoraApplication.class, ApplicationClassPath.amphora()));
			springAmqp.add(start(jdk, ListenerApplication.class, ApplicationClassPath.springAmqp()));
			System.out.println(jdk.getFileName() + ": " + amphora.get(round) + ", " + springAmqp.get(round));
		}
		amphora.remove(0);
		springAmqp.remove(0);
		return row(jdk, "start, ms", median(amphora, Start::millis), median(springAmqp, Start::millis), MOST_MILLIS)
				+ row(jdk, "live heap, MB", median(amphora, Start::megabytes), median(springAmqp, Start::megabytes),
						MOST_MEGABYTES);
	}

	private static String row(Path jdk, String figure, double amphora, double springAmqp, double most) {
		double more = amphora - springAmqp;
		return String.format(Locale.ROOT, "| %s, %s | %.1f | %.1f | %.1f | ≤ %.0f | %s |%n", jdk.getFileName(), figure,
				amphora, springAmqp, more, most, (more <= most) ? "reached" : "missed");
	}

	private static double median(List<Start> starts, ToDoubleFunction<Start> figure) {
		double[] sorted = starts.stream().mapToDouble(figure).sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	private Start start(Path jdk, Class<?> application, String classPath) throws IOException {
		Process process = new ProcessBuilder(jdk.resolve("bin").resolve("java").toString(), "-Xmx512m", "-cp",
				classPath, application.getName(), "--amphora.uri=" + this.uri, "--spring.rabbitmq.addresses=" + this.uri,
				"--amphora.server.service-name=start-up", "--amphora.clients.start-up.timeout=5s",
				"--spring.main.banner-mode=off", "--logging.level.root=warn")
			.redirectErrorStream(true)
			.start();
		try (Stream<String> output = process.inputReader(StandardCharsets.UTF_8).lines()) {
			List<String> lines = output.toList();
			return lines.stream()
				.filter(Start::isReport)
				.map(Start::parse)
				.findFirst()
				.orElseThrow(() -> new IllegalStateException("The application did not start: " + lines));
		}
	}

}
