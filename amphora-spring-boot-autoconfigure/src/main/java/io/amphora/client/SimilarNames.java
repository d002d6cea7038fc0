package io.amphora.client;

import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Finds names that another one may be a misspelling of.
 *
 * @param names the names
 */
record SimilarNames(Collection<String> names) {

	/** Longer names are compared by their beginnings. */
	private static final int MAX_LENGTH = 64;

	List<String> to(String name) {
		return this.names.stream()
			.filter((each) -> !each.equals(name) && distance(each, name) <= Math.max(1, name.length() / 3))
			.distinct()
			.sorted()
			.toList();
	}

	/** How many characters have to be changed, added and removed, ignoring case. */
	private static int distance(String one, String other) {
		String from = normalized(one);
		String to = normalized(other);
		int[] above = new int[to.length() + 1];
		for (int column = 0; column < above.length; column++) {
			above[column] = column;
		}
		for (int row = 1; row <= from.length(); row++) {
			int[] current = new int[above.length];
			current[0] = row;
			for (int column = 1; column < current.length; column++) {
				int changed = above[column - 1] + ((from.charAt(row - 1) != to.charAt(column - 1)) ? 1 : 0);
				current[column] = Math.min(changed, Math.min(above[column], current[column - 1]) + 1);
			}
			above = current;
		}
		return above[to.length()];
	}

	private static String normalized(String name) {
		return name.substring(0, Math.min(MAX_LENGTH, name.length())).toLowerCase(Locale.ROOT);
	}

}
