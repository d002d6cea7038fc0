package io.amphora.server;

import java.util.Collection;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Finds the name that was probably meant. Callers choose the name to look for, so its
 * length and the number of comparisons are limited.
 */
final class SimilarName {

	private static final int LONGEST = 64;

	private static final int MOST_CANDIDATES = 500;

	private SimilarName() {
	}

	/**
	 * Find the most similar name.
	 * @return the name, or {@code null} if none differs by a third of its letters or less
	 */
	static @Nullable String find(String name, Collection<String> candidates) {
		String similar = null;
		int least = Integer.MAX_VALUE;
		if (name.length() <= LONGEST) {
			for (String candidate : candidates.stream().sorted().limit(MOST_CANDIDATES).toList()) {
				int distance = distance(name, candidate);
				if (distance <= limit(name, candidate) && distance < least) {
					similar = candidate;
					least = distance;
				}
			}
		}
		return similar;
	}

	private static int limit(String name, String candidate) {
		return Math.max(1, Math.max(name.length(), candidate.length()) / 3);
	}

	/** The edit distance, or the difference in length if that is too large already. */
	private static int distance(String name, String candidate) {
		int difference = Math.abs(name.length() - candidate.length());
		return (difference > limit(name, candidate)) ? difference
				: editDistance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
	}

	private static int editDistance(String first, String second) {
		int[] costs = new int[second.length() + 1];
		for (int j = 0; j < costs.length; j++) {
			costs[j] = j;
		}
		for (int i = 1; i <= first.length(); i++) {
			int diagonal = costs[0];
			costs[0] = i;
			for (int j = 1; j < costs.length; j++) {
				int replaced = diagonal + ((first.charAt(i - 1) == second.charAt(j - 1)) ? 0 : 1);
				diagonal = costs[j];
				costs[j] = Math.min(replaced, 1 + Math.min(costs[j], costs[j - 1]));
			}
		}
		return costs[second.length()];
	}

}
