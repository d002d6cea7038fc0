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
