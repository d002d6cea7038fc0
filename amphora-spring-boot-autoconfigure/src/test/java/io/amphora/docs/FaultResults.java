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

package io.amphora.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Keeps the figures of all runs of the fault suites in {@code target/faults.tsv}, and
 * writes the tables of docs/guarantees.md from it where the pages are to be updated, see
 * {@link DocumentationTests}. There is a table for each release series of RabbitMQ.
 */
public final class FaultResults {

	private static final Path FILE = Path.of("target", "faults.tsv");

	private FaultResults() {
	}

	/**
	 * Add the figures of a run.
	 * @param figures the figures
	 */
	public static synchronized void write(FaultFigures figures) {
		try {
			Files.createDirectories(FILE.getParent());
			Files.writeString(FILE, figures.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
			if (Boolean.getBoolean("amphora.docs.update")) {
				updateTable(figures.series(), Files.readAllLines(FILE).stream().map(FaultFigures::parse).toList());
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void updateTable(String series, List<FaultFigures> runs) throws IOException {
		Page page = Page.of(Repository.root().resolve("docs/guarantees.md"));
		List<FaultFigures> ofSeries = runs.stream().filter((run) -> run.series().equals(series)).toList();
		Documents.requireText(page, page.with("faults " + series, (table) -> withRows(table, rows(ofSeries))));
	}

	/**
	 * One row for each fault: the last run of each mode counts, and the worst is shown.
	 */
	static List<String> rows(List<FaultFigures> runs) {
		Map<String, Map<String, FaultFigures>> faults = runs.stream()
			.collect(Collectors.groupingBy(FaultFigures::fault, LinkedHashMap::new,
					Collectors.toMap(FaultFigures::mode, (run) -> run, (earlier, later) -> later, LinkedHashMap::new)));
		return faults.values().stream().map((modes) -> row(modes.values())).toList();
	}

	private static String row(Collection<FaultFigures> modes) {
		int least = modes.stream().mapToInt(FaultFigures::requests).min().orElseThrow();
		return Collections.max(modes, FaultFigures.BY_HARM).row(modes.size(), least);
	}

	/** Rows replace those that begin with the same cell. */
	static String withRows(String table, List<String> rows) {
		List<String> lines = new ArrayList<>(table.lines().toList());
		rows.forEach((row) -> {
			String beginning = row.substring(0, row.indexOf('|', 1) + 1);
			int place = 0;
			while (place < lines.size() && !lines.get(place).startsWith(beginning)) {
				place++;
			}
			if (place < lines.size()) {
				lines.set(place, row);
			}
			else {
				lines.add(row);
			}
		});
		return String.join("\n", lines) + "\n";
	}

}
