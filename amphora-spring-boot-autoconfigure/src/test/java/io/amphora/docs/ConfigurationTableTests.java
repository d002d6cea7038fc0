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
