package io.amphora.docs;

import java.util.List;

import io.amphora.test.CallFailures;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the README's table of exceptions.
 */
class ExceptionTableTests {

	private final Page page = Page.of(Repository.root().resolve("README.md"));

	@Test
	void everyExceptionThatEndsACallHasARow() {
		List<String> rows = this.page.tableRows()
			.stream()
			.map((row) -> row.get(0).replace("`", ""))
			.filter((name) -> name.endsWith("Exception"))
			.toList();
		assertThat(CallFailures.types()).extracting(Class::getSimpleName).containsExactlyInAnyOrderElementsOf(rows);
	}

}
