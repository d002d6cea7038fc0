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

import java.util.List;
import java.util.stream.Stream;

import io.amphora.test.CallFailures;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the tables of exceptions: the README has the most frequent ones, and
 * {@code docs/calls.md} the others.
 */
class ExceptionTableTests {

	private final List<Page> pages = Stream.of("README.md", "docs/calls.md")
		.map((file) -> Page.of(Repository.root().resolve(file)))
		.toList();

	@Test
	void everyExceptionThatEndsACallHasOneRow() {
		List<String> rows = this.pages.stream()
			.flatMap((page) -> page.tableRows().stream())
			.map((row) -> row.get(0).replace("`", ""))
			.filter((name) -> name.endsWith("Exception"))
			.toList();
		assertThat(CallFailures.types()).extracting(Class::getSimpleName).containsExactlyInAnyOrderElementsOf(rows);
	}

}
