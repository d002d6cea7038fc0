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
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.amphora.introspection.ServiceDescription;
import io.amphora.serializer.CancelRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the README and the pages under {@code docs}. With
 * {@code -Damphora.docs.update=true} they write what should be there instead of failing.
 */
class DocumentationTests {

	/** Its value may be the name of its service. */
	private static final String CLIENT = "amphora\\.clients\\.[^.]+";

	private static final Snippets snippets = Snippets.load();

	static List<Page> pages() {
		return Page.all();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyBlockInJavaOrKotlinShowsASnippet(Page page) {
		assertThat(page.fences()).filteredOn((fence) -> fence.language().matches("java|kotlin"))
			.allSatisfy((fence) -> assertThat(snippets.references()).as(fence.code()).contains(fence.snippet()));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everySnippetIsTheCodeThatItNames(Page page) throws IOException {
		Documents.requireText(page, page.with(snippets));
	}

	@Test
	void everySnippetIsShown() {
		Set<String> shown = new TreeSet<>();
		pages().forEach((page) -> page.fences().forEach((fence) -> shown.add(fence.snippet())));
		assertThat(shown).containsAll(snippets.references());
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyRelativeLinkLeadsSomewhere(Page page) {
		assertThat(page.links()).filteredOn((link) -> !link.matches("(https?|mailto):.*")).allSatisfy((link) -> {
			String[] parts = link.split("#", 2);
			Path file = parts[0].isEmpty() ? page.file() : page.file().resolveSibling(parts[0]).normalize();
			assertThat(file).exists();
			if (parts.length == 2) {
				assertThat(Page.of(file).anchors()).contains(parts[1]);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyConfiguredPropertyExists(Page page) {
		assertThat(page.fences()).filteredOn((fence) -> fence.language().equals("yaml"))
			.flatExtracting((fence) -> properties(fence.code()))
			.filteredOn((name) -> name.startsWith("amphora."))
			.allMatch((name) -> ConfigurationMetadata.isProperty(name) || name.matches(CLIENT));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyMentionedPropertyExists(Page page) {
		assertThat(page.codeSpans())
			.filteredOn((span) -> span.startsWith("amphora.") && !span.equals(ServiceDescription.FUNCTION)
					&& !span.equals(CancelRequest.FUNCTION) && !Meters.isKnown(span))
			.allSatisfy((span) -> {
				String name = span.split("[=:]")[0];
				assertThat(name)
					.matches((text) -> ConfigurationMetadata.isProperty(text) || ConfigurationMetadata.isGroup(text));
			});
	}

	private static List<String> properties(String yaml) {
		try {
			return new YamlPropertySourceLoader().load("yaml", new ByteArrayResource(yaml.getBytes()))
				.stream()
				.flatMap((source) -> names((EnumerablePropertySource<?>) source))
				.toList();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Stream<String> names(EnumerablePropertySource<?> source) {
		return Arrays.stream(source.getPropertyNames());
	}

}
