package io.amphora.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Lines that share a scale.
 *
 * @param title what the vertical axis shows
 * @param series the lines
 */
record Panel(String title, List<Series> series) {

	/** Never zero, as something is divided by it. */
	double highest(ToDoubleFunction<Point> coordinate) {
		double highest = this.series.stream()
			.flatMap((line) -> line.points().stream())
			.mapToDouble(coordinate)
			.max()
			.orElse(1);
		return (highest > 0) ? highest : 1;
	}

}
