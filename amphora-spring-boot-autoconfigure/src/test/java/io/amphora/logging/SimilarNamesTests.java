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
		assertThat(this.names.to("inventry")).containsExactly("inventory");
		assertThat(this.names.to("order")).containsExactly("orders");
		assertThat(this.names.to("MAIL")).containsExactly("mail");
		assertThat(this.names.to("inventorie")).containsExactly("Inventories", "inventory");
	}

	@Test
	void findsNothingElse() {
		assertThat(this.names.to("mail")).isEmpty();
		assertThat(this.names.to("warehouse")).isEmpty();
		assertThat(this.names.to("")).isEmpty();
	}

	@Test
	void findsTheMostSimilarName() {
		assertThat(this.names.closestTo("inventoryy")).isEqualTo("inventory");
		assertThat(this.names.closestTo("warehouse")).isNull();
	}

	@Test
	void limitsTheNumberOfComparisons() {
		List<String> many = IntStream.range(0, 1000).mapToObj((i) -> "name" + i).toList();
		assertThat(new SimilarNames(many).to("nam")).hasSizeLessThanOrEqualTo(50);
	}

	@Test
	void doesNotCompareLongNames() {
		assertThat(new SimilarNames(List.of("x".repeat(65))).to("x".repeat(66))).isEmpty();
	}

}
