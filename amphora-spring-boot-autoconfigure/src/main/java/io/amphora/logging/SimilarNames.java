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

package io.amphora.logging;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Finds names that are similar to a misspelled one. A peer may choose the misspelled
 * name, so its length and the number of comparisons are limited.
 *
 * @param names the correct names
 * @since 0.1.0
 */
public record SimilarNames(Collection<String> names) {

	private static final int LONGEST = 64;

	private static final int MOST_COMPARISONS = 50;

	/**
	 * Find all similar names.
	 * @param name the misspelled name
	 * @return the names that differ from it by a third of its letters or less, ignoring
	 * case; the most similar ones first
	 */
	public List<String> similarTo(String name) {
		if (name.length() > LONGEST) {
			return List.of();
		}
		return this.names.stream()
			.filter((candidate) -> !candidate.equals(name) && isAsLong(name, candidate))
			.distinct()
			.limit(MOST_COMPARISONS)
			.map((candidate) -> new Match(candidate, distance(name, candidate)))
			.filter((match) -> match.distance() <= limit(name, match.name()))
			.sorted(Comparator.comparingInt(Match::distance).thenComparing(Match::name))
			.map(Match::name)
			.toList();
	}

	/**
	 * Find the most similar name.
	 * @param name the misspelled name
	 * @return the name, or {@code null} if none is similar
	 */
	public @Nullable String closestTo(String name) {
		return similarTo(name).stream().findFirst().orElse(null);
	}

	private static int limit(String name, String candidate) {
		return Math.max(1, Math.max(name.length(), candidate.length()) / 3);
	}

	private static boolean isAsLong(String name, String candidate) {
		return Math.abs(name.length() - candidate.length()) <= limit(name, candidate);
	}

	private static int distance(String name, String candidate) {
		String first = name.toLowerCase(Locale.ROOT);
		String second = candidate.toLowerCase(Locale.ROOT);
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

	private record Match(String name, int distance) {
	}

}
