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

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SimilarNames}.
 */
class SimilarNamesTests {

	private final SimilarNames names = new SimilarNames(List.of("orders", "inventory", "Inventories", "mail"));

	@Test
	void findsMisspelledNames() {
		assertThat(this.names.similarTo("inventry")).containsExactly("inventory");
		assertThat(this.names.similarTo("order")).containsExactly("orders");
		assertThat(this.names.similarTo("MAIL")).containsExactly("mail");
		assertThat(this.names.similarTo("inventorie")).containsExactly("Inventories", "inventory");
	}

	@Test
	void findsNothingElse() {
		assertThat(this.names.similarTo("mail")).isEmpty();
		assertThat(this.names.similarTo("warehouse")).isEmpty();
		assertThat(this.names.similarTo("")).isEmpty();
	}

	@Test
	void findsTheMostSimilarName() {
		assertThat(this.names.closestTo("inventoryy")).isEqualTo("inventory");
		assertThat(this.names.closestTo("warehouse")).isNull();
	}

	@Test
	void limitsTheNumberOfComparisons() {
		List<String> many = IntStream.range(0, 1000).mapToObj((i) -> "name" + i).toList();
		assertThat(new SimilarNames(many).similarTo("nam")).hasSizeLessThanOrEqualTo(50);
	}

	@Test
	void doesNotCompareLongNames() {
		assertThat(new SimilarNames(List.of("x".repeat(65))).similarTo("x".repeat(66))).isEmpty();
	}

}
