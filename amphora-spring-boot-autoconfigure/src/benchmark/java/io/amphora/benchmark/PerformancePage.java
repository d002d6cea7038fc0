package io.amphora.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page that shows results, and the pictures beside it. Only what is between a pair of
 * markers is replaced.
 *
 * @param file the page
 */
record PerformancePage(Path file) {

	void write(Report report) throws IOException {
		replace("results", report.text());
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
