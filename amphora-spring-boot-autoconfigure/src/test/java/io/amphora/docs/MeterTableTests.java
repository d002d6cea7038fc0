package io.amphora.docs;

import java.io.IOException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the table of meters in {@code docs/observability.md}; see
 * {@link DocumentationTests} for how to have it written.
 */
class MeterTableTests {

	private static final String MARK = "meters";

	private final Page page = Page.of(Repository.root().resolve("docs/observability.md"));

	@Test
	void tableListsEveryMeter() throws IOException {
		assertThat(this.page.text()).contains("<!-- %s -->".formatted(MARK), "<!-- /%s -->".formatted(MARK));
		Documents.requireText(this.page, this.page.with(MARK, (before) -> Meters.table()));
	}

	@Test
	void observationsAreDescribed() {
		assertThat(this.page.text()).contains(Meters.OBSERVED);
	}

}
