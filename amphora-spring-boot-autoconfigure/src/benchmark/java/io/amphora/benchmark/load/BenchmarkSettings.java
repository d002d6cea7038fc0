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

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What to measure, and for how long.
 *
 * @param rounds how often each figure is measured
 * @param window how long each measurement takes
 * @param warmUp how long each measurement is preceded by the same load
 * @param only the contenders to measure
 * @param soak how long the soak lasts, zero for none
 * @param scale whether to measure how cost grows
 * @param uri the broker, or {@code null} for a node of our own
 * @param page the page to write to, or {@code null} to print only
 */
public record BenchmarkSettings(int rounds, Duration window, Duration warmUp, Pattern only, Duration soak, boolean scale,
		@Nullable String uri, @Nullable Path page) {

	public static BenchmarkSettings fromSystemProperties() {
		boolean quick = Boolean.parseBoolean(property("quick", "false"));
		return fromSystemProperties(quick ? "3" : "5", quick ? "0.8" : "3", quick ? "0.2" : "0.5");
	}

	/**
	 * For two sides that are measured in pairs: many short rounds.
	 * @return the settings
	 */
	public static BenchmarkSettings paired() {
		return fromSystemProperties("20", "1.5", "0.3");
	}

	/**
	 * For a fixed number of calls, which take as long as they take.
	 * @return the settings
	 */
	public static BenchmarkSettings counted() {
		return fromSystemProperties("5", "0", "0");
	}

	/**
	 * For applications that are started.
	 * @return the settings
	 */
	public static BenchmarkSettings starts() {
		return fromSystemProperties("10", "0", "0");
	}

	private static BenchmarkSettings fromSystemProperties(String rounds, String window, String warmUp) {
		String page = property("page", "");
		String uri = property("uri", "");
		return new BenchmarkSettings(Integer.parseInt(property("rounds", rounds)),
				seconds(property("seconds", window)), seconds(property("warm-up", warmUp)),
				Pattern.compile(property("only", ".*")), seconds(property("soak", "0")),
				Boolean.parseBoolean(property("scale", "false")), uri.isEmpty() ? null : uri,
				page.isEmpty() ? null : Path.of(page));
	}

	private static Duration seconds(String seconds) {
		return Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
	}

	public static String property(String name, String otherwise) {
		String value = System.getProperty("benchmark." + name, "");
		return value.isEmpty() ? otherwise : value;
	}

}
