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
import java.util.Optional;

/**
 * Calls per second of each contender as an SVG picture, a bar for each number of calls in
 * flight.
 *
 * @param results what was measured
 */
record RateChart(Results results) {

	private static final List<Integer> IN_FLIGHT = List.of(1, 32, 256, 2000);

	private static final List<String> COLOURS = List.of("#9aa5b1", "#5b8def", "#1f4fa8", "#12284f");

	private static final int WIDTH = 900;

	private static final int LEFT = 330;

	private static final int BAR = 9;

	private static final int GROUP = IN_FLIGHT.size() * BAR + 12;

	private static final int TOP = 50;

	String svg() {
		List<Contender> contenders = this.results.cells().stream().map(Cell::contender).distinct().toList();
		int height = TOP + contenders.size() * GROUP + 10;
		StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
				"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
						+ " font-size=\"13\">%n<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n",
				WIDTH, height, WIDTH, height));
		legend(svg);
		double scale = (WIDTH - LEFT - 80) / highest();
		for (int i = 0; i < contenders.size(); i++) {
			group(svg, contenders.get(i), TOP + i * GROUP, scale);
		}
		return svg.append("</svg>\n").toString();
	}

	private double highest() {
		return this.results.cells()
			.stream()
			.mapToDouble((cell) -> this.results.median(cell, Sample::rate))
			.max()
			.orElse(1);
	}

	private static void legend(StringBuilder svg) {
		text(svg, 10, 24, "start", "Calls per second, by calls in flight");
		for (int i = 0; i < IN_FLIGHT.size(); i++) {
			rectangle(svg, LEFT + i * 90, 14, 12, 12, COLOURS.get(i));
			text(svg, LEFT + i * 90 + 18, 24, "start", String.valueOf(IN_FLIGHT.get(i)));
		}
	}

	private void group(StringBuilder svg, Contender contender, int y, double scale) {
		text(svg, LEFT - 10, y + GROUP / 2, "end", contender.title().replace("`", ""));
		for (int i = 0; i < IN_FLIGHT.size(); i++) {
			Optional<Cell> cell = this.results.cell(contender.key(), IN_FLIGHT.get(i));
			if (cell.isPresent()) {
				double rate = this.results.median(cell.get(), Sample::rate);
				rectangle(svg, LEFT, y + i * BAR, rate * scale, BAR - 1, COLOURS.get(i));
				svg.append(String.format(Locale.ROOT, "<text x=\"%.0f\" y=\"%d\" font-size=\"9\">%,.0f</text>%n",
						LEFT + rate * scale + 4, y + i * BAR + BAR - 1, rate));
			}
		}
	}

	private static void rectangle(StringBuilder svg, int x, int y, double width, int height, String colour) {
		svg.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n", x,
				y, width, height, colour));
	}

	private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
		svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x, y, anchor,
				text));
	}

}
