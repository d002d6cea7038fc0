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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page that shows results, the page with their summary and the pictures beside it. Only
 * what is between a pair of markers is replaced.
 *
 * @param file the page
 */
record PerformancePage(Path file) {

	private static final String SUMMARY = "performance.md";

	void write(Report report) throws IOException {
		replace("results", report.text());
		new PerformancePage(this.file.resolveSibling(SUMMARY)).replace("summary", report.summary());
		picture("performance.svg", new RateChart(report.results()).svg());
	}

	void picture(String name, String svg) throws IOException {
		Files.writeString(this.file.resolveSibling(name), svg);
	}

	void replace(String section, String text) throws IOException {
		String begin = "<!-- benchmark: " + section + " -->\n";
		String end = "<!-- /benchmark: " + section + " -->\n";
		String page = Files.readString(this.file);
		int from = page.indexOf(begin);
		int to = page.indexOf(end);
		if (from < 0 || to < from) {
			throw new IllegalStateException(this.file + " has no section between " + begin.trim() + " and its end");
		}
		Files.writeString(this.file, page.substring(0, from + begin.length()) + text + page.substring(to));
	}

}
