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

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FaultResults} and {@link FaultFigures}.
 */
class FaultResultsTests {

	private static final LocalDate DATE = LocalDate.of(2026, 11, 28);

	@Test
	void figuresAreReadAsTheyAreWritten() {
		FaultFigures figures = figures("batching", 3_000, Map.of("NoResultException", 2L, "StoppedException", 1L));
		assertThat(FaultFigures.parse(figures.line())).isEqualTo(figures);
		FaultFigures without = figures("batching", 3_000, Map.of());
		assertThat(FaultFigures.parse(without.line())).isEqualTo(without);
	}

	@Test
	void rowOfAFaultShowsItsWorstMode() {
		assertThat(FaultResults.rows(List.of(figures("default", 2_500, Map.of()),
				figures("at most once", 3_000, Map.of("ReplyLostException", 2L)),
				figures("batching", 2_400, Map.of()))))
			.containsExactly(
					"| cut | 3 | 2,400 | at most once | 3,000 | 2,998 | 2 `ReplyLostException` | 1 | 0 | 0 | 1.5 s |");
	}

	@Test
	void lastRunOfAModeCounts() {
		assertThat(FaultResults.rows(List.of(figures("default", 3_000, Map.of("ReplyLostException", 2L)),
				figures("default", 2_500, Map.of()))))
			.containsExactly("| cut | 1 | 2,500 | default | 2,500 | 2,500 | 0 | 1 | 0 | 0 | 1.5 s |");
	}

	@Test
	void rowReplacesThatOfItsFault() {
		String table = "| fault | modes |\n| cut twice | 1 |\n| cut | 1 |\n";
		assertThat(FaultResults.withRows(table, List.of("| cut | 2 |", "| frozen | 3 |")))
			.isEqualTo("| fault | modes |\n| cut twice | 1 |\n| cut | 2 |\n| frozen | 3 |\n");
	}

	private static FaultFigures figures(String mode, int requests, Map<String, Long> failures) {
		int failed = failures.values().stream().mapToInt(Long::intValue).sum();
		return new FaultFigures(DATE, "4.3.6", "cut", mode, requests, requests - failed, failures, 1, 0, 0,
				Duration.ofMillis(1500));
	}

}
