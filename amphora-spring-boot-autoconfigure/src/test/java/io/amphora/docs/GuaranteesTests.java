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
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for docs/guarantees.md: what it promises is shown by tests that exist.
 */
class GuaranteesTests {

	private static final Pattern TEST = Pattern.compile("(\\w+)#(\\w+)");

	private final Page page = Page.of(Repository.root().resolve("docs/guarantees.md"));

	/**
	 * All tables but those with what was counted, where the first cell names the fault.
	 */
	@Test
	void everyPromiseNamesATest() {
		List<List<String>> promises = this.page.tableRows().stream().filter((row) -> row.size() <= 5).toList();
		assertThat(promises).hasSizeGreaterThan(20)
			.allSatisfy((row) -> assertThat(Page.codeSpans(row.get(row.size() - 1))).as(row.get(0))
				.isNotEmpty()
				.allMatch(TEST.asMatchPredicate()));
	}

	@Test
	void everyTestThatIsNamedExists() {
		List<String> named = this.page.codeSpans().stream().filter(TEST.asMatchPredicate()).toList();
		assertThat(named).isNotEmpty()
			.allSatisfy((name) -> assertThat(source(name.split("#")[0])).as(name)
				.containsPattern("(?s)@(Test|ParameterizedTest|RepeatedTest|FaultTest)\\b((?!\\bvoid\\b).)*\\bvoid "
						+ name.split("#")[1] + "\\("));
	}

	private static String source(String type) {
		return Repository.testSource(type).map(Repository::read).orElse("");
	}

}
