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
import java.util.function.ToDoubleFunction;

/**
 * What a soak has shown.
 *
 * @param samples what was measured, in order
 * @param restarts how often a client was closed and another one built
 */
record SoakReport(List<SoakSample> samples, int restarts) {

	/** On the page; all are printed while it runs. */
	private static final int ROWS = 12;

	/** What comes before is warm-up: compilers, pools, and what servers remember. */
	private static final double WARM_UP = 0.1;

	private static final double TOLERANCE = 0.1;

	/** Where a tenth is less than what comes and goes. */
	private static final double SLACK_BYTES = 4e6;

	private static final double SLACK_THREADS = 4;

	String text() {
		StringBuilder text = new StringBuilder(String.format(Locale.ROOT,
				"Default mode, a mixed load; %d times a client was closed and another one built.%n%n", this.restarts));
		text.append(SoakSample.HEAD);
		int step = Math.max(1, this.samples.size() / ROWS);
		for (int i = step - 1; i < this.samples.size(); i += step) {
			text.append(this.samples.get(i).row());
		}
		return text.append('\n').append(verdict()).toString();
	}

	private String verdict() {
		return "| median | of the first third | of the last third | |\n|---|---|---|---|\n"
				+ compared("live heap, MB", (sample) -> sample.heap() / 1e6, SLACK_BYTES / 1e6, false)
				+ compared("threads", SoakSample::threads, SLACK_THREADS, false)
				+ compared("calls/s", SoakSample::rate, 0, true);
	}

	private String compared(String title, ToDoubleFunction<SoakSample> figure, double slack, boolean mayGrow) {
		List<SoakSample> warm = this.samples.subList((int) Math.ceil(this.samples.size() * WARM_UP),
				this.samples.size());
		int third = Math.max(1, warm.size() / 3);
		double first = median(warm.subList(0, Math.min(third, warm.size())), figure);
		double last = median(warm.subList(Math.max(0, warm.size() - third), warm.size()), figure);
		boolean flat = mayGrow ? last >= first * (1 - TOLERANCE) : last <= first * (1 + TOLERANCE) + slack;
		return String.format(Locale.ROOT, "| %s | %,.1f | %,.1f | %s |%n", title, first, last,
				flat ? "flat" : mayGrow ? "falls" : "grows");
	}

	private static double median(List<SoakSample> samples, ToDoubleFunction<SoakSample> figure) {
		return Results.median(samples.stream().map(figure::applyAsDouble).toList());
	}

	String chart() {
		return new LineChart("seconds", List.of(panel("live heap, MB", (sample) -> sample.heap() / 1e6),
				panel("calls per second", SoakSample::rate), panel("threads", SoakSample::threads)))
			.svg();
	}

	private Panel panel(String title, ToDoubleFunction<SoakSample> figure) {
		return new Panel(title, List.of(new Series("",
				this.samples.stream().map((s) -> new Point(s.seconds(), figure.applyAsDouble(s))).toList())));
	}

}
