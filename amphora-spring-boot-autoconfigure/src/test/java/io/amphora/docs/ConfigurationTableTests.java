package io.amphora.docs;

import java.io.IOException;
import java.util.stream.Collectors;

import io.amphora.docs.ConfigurationMetadata.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the table of the configuration properties. See {@link DocumentationTests} for
 * how to have it written.
 */
class ConfigurationTableTests {

	private static final String MARK = "configuration";

	private final Page page = Page.of(Repository.root().resolve("docs/configuration.md"));

	@Test
	void tableListsEveryProperty() throws IOException {
		assertThat(this.page.text()).contains("<!-- %s -->".formatted(MARK), "<!-- /%s -->".formatted(MARK));
		Documents.requireText(this.page, this.page.with(MARK, (before) -> table()));
	}

	private static String table() {
		return ConfigurationMetadata.properties()
			.stream()
			.map(ConfigurationTableTests::row)
			.collect(Collectors.joining("\n", "| property | default | |\n|---|---|---|\n", "\n"));
	}

	private static String row(Property property) {
		return "| `%s` |%s| %s |".formatted(property.name(),
				property.defaultValue().isEmpty() ? " " : " `%s` ".formatted(property.defaultValue()),
				property.description());
	}

}
