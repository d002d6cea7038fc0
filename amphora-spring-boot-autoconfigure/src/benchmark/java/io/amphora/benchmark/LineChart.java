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

/**
 * Lines as an SVG picture, in panels one below the other, each with a scale of its own
 * that begins at zero.
 *
 * @param title what the horizontal axis shows
 * @param panels what is shown
 */
record LineChart(String title, List<Panel> panels) {

	private static final List<String> COLOURS = List.of("#1f4fa8", "#5b8def", "#9aa5b1", "#12284f");

	private static final int WIDTH = 900;

	private static final int LEFT = 70;

	private static final int RIGHT = 150;

	private static final int HEIGHT = 150;

	private static final int STEP = HEIGHT + 50;

	String svg() {
		int height = this.panels.size() * STEP + 50;
		StringBuilder svg = new StringBuilder(String.format(Locale.ROOT,
				"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\""
						+ " font-size=\"13\">%n<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>%n",
				WIDTH, height, WIDTH, height));
		for (int i = 0; i < this.panels.size(); i++) {
			panel(svg, this.panels.get(i), 40 + i * STEP);
		}
		text(svg, (WIDTH - RIGHT + LEFT) / 2, height - 10, "middle", this.title);
		return svg.append("</svg>\n").toString();
	}

	private static void panel(StringBuilder svg, Panel panel, int top) {
		double maxX = panel.highest(Point::x);
		double maxY = panel.highest(Point::y);
		text(svg, LEFT, top - 10, "start", panel.title());
		line(svg, LEFT, top, LEFT, top + HEIGHT);
		line(svg, LEFT, top + HEIGHT, WIDTH - RIGHT, top + HEIGHT);
		text(svg, LEFT - 6, top + 5, "end", number(maxY));
		text(svg, LEFT - 6, top + HEIGHT + 5, "end", "0");
		text(svg, WIDTH - RIGHT, top + HEIGHT + 17, "end", number(maxX));
		for (int i = 0; i < panel.series().size(); i++) {
			series(svg, panel.series().get(i), COLOURS.get(i % COLOURS.size()), top + HEIGHT,
					(WIDTH - LEFT - RIGHT) / maxX, HEIGHT / maxY);
			legend(svg, panel.series().get(i).name(), COLOURS.get(i % COLOURS.size()), top + 12 + i * 18);
		}
	}

	/** A line that is alone needs no name. */
	private static void legend(StringBuilder svg, String name, String colour, int y) {
		if (!name.isEmpty()) {
			svg.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>%n",
					WIDTH - RIGHT + 20, y - 11, colour));
			text(svg, WIDTH - RIGHT + 38, y, "start", name);
		}
	}

	private static void series(StringBuilder svg, Series series, String colour, int bottom, double scaleX,
			double scaleY) {
		StringBuilder points = new StringBuilder();
		series.points()
			.forEach((point) -> points.append(
					String.format(Locale.ROOT, "%.1f,%.1f ", LEFT + point.x() * scaleX, bottom - point.y() * scaleY)));
		svg.append(
				String.format(Locale.ROOT, "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n",
						points.toString().trim(), colour));
	}

	private static void line(StringBuilder svg, int x1, int y1, int x2, int y2) {
		svg.append(String.format(Locale.ROOT, "<path d=\"M%d %dL%d %d\" stroke=\"#9aa5b1\"/>%n", x1, y1, x2, y2));
	}

	private static String number(double value) {
		return String.format(Locale.ROOT, (value < 10) ? "%.1f" : "%,.0f", value);
	}

	private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
		svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>%n", x, y, anchor,
				text));
	}

}
