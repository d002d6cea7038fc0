package io.amphora.benchmark;

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
record BenchmarkSettings(int rounds, Duration window, Duration warmUp, Pattern only, Duration soak, boolean scale,
		@Nullable String uri, @Nullable Path page) {

	static BenchmarkSettings fromSystemProperties() {
		boolean quick = Boolean.parseBoolean(property("quick", "false"));
		String page = property("page", "");
		String uri = property("uri", "");
		return new BenchmarkSettings(Integer.parseInt(property("rounds", quick ? "3" : "5")),
				seconds(property("seconds", quick ? "0.8" : "3")), seconds(property("warm-up", quick ? "0.2" : "0.5")),
				Pattern.compile(property("only", ".*")), seconds(property("soak", "0")),
				Boolean.parseBoolean(property("scale", "false")), uri.isEmpty() ? null : uri,
				page.isEmpty() ? null : Path.of(page));
	}

	private static Duration seconds(String seconds) {
		return Duration.ofMillis(Math.round(Double.parseDouble(seconds) * 1000));
	}

	private static String property(String name, String otherwise) {
		String value = System.getProperty("benchmark." + name, "");
		return value.isEmpty() ? otherwise : value;
	}

}
