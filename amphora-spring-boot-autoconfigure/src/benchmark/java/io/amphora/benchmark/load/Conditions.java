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

package io.amphora.benchmark.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

import com.rabbitmq.client.impl.ClientVersion;

/**
 * Under which circumstances something was measured.
 *
 * @param broker the broker
 * @param settings what was measured
 * @param loadBefore the machine's load average before
 * @param loadAfter the machine's load average afterwards
 */
public record Conditions(String broker, BenchmarkSettings settings, double loadBefore, double loadAfter) {

	public static Conditions atStart(BenchmarkBroker broker, BenchmarkSettings settings) {
		return new Conditions(broker.description(), settings, load(), 0);
	}

	public Conditions atEnd() {
		return new Conditions(this.broker, this.settings, this.loadBefore, load());
	}

	public static double load() {
		return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
	}

	public String text() {
		return summary() + String.format(Locale.ROOT,
				"- %d rounds of %.1f s for each figure, after %.1f s of the same load, contenders in turn; medians%n",
				this.settings.rounds(), this.settings.window().toMillis() / 1e3,
				this.settings.warmUp().toMillis() / 1e3);
	}

	public String summary() {
		return String.format(Locale.ROOT, """
				- %s; broker, servers and clients all on it
				- Java %s (%s), Java client %s, %s
				- load average before: %.1f, afterwards, the benchmark's own load included: %.1f
				""", machine(), Runtime.version(), System.getProperty("java.vm.name"), ClientVersion.VERSION,
				this.broker, this.loadBefore, this.loadAfter);
	}

	public static String machine() {
		return String.format(Locale.ROOT, "%s, %d cores, %s %s", processor(),
				Runtime.getRuntime().availableProcessors(), System.getProperty("os.name"),
				System.getProperty("os.version"));
	}

	private static String processor() {
		try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).trim())
				.findFirst()
				.orElse(System.getProperty("os.arch"));
		}
		catch (IOException ex) {
			return System.getProperty("os.arch");
		}
	}

}
