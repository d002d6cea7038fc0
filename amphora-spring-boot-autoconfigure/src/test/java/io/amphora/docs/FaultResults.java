package io.amphora.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of docs/guarantees.md with what the fault suite has counted, one for each
 * release series of RabbitMQ. They are written where the pages are to be updated, see
 * {@link DocumentationTests}.
 */
public final class FaultResults {

	private static final Pattern SERIES = Pattern.compile("(\\d+\\.\\d+)\\..*");

	private FaultResults() {
	}

	/**
	 * Put a row into the table of a broker's release series, in the place of the one that
	 * begins with the same cell.
	 * @param version the version of the broker
	 * @param row the row
	 */
	public static synchronized void write(String version, String row) {
		Matcher matcher = SERIES.matcher(version);
		if (Boolean.getBoolean("amphora.docs.update") && matcher.matches()) {
			Page page = Page.of(Repository.root().resolve("docs/guarantees.md"));
			try {
				Documents.requireText(page, page.with("faults " + matcher.group(1), (table) -> withRow(table, row)));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
	}

	private static String withRow(String table, String row) {
		List<String> lines = new ArrayList<>(table.lines().toList());
		String beginning = row.substring(0, row.indexOf('|', 1));
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
		return String.join("\n", lines) + "\n";
	}

}
