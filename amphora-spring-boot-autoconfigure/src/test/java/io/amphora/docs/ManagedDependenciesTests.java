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
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the dependencies in docs/testing.md: the parent POM manages those that have
 * no version.
 */
class ManagedDependenciesTests {

	private static final Pattern MAVEN = Pattern.compile(
			"<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*(?:<scope>test</scope>\\s*)?</dependency>");

	private static final Pattern GRADLE = Pattern.compile("(?:mplementation|RuntimeOnly) '([^:]+):([^:']+)'");

	private static final Pattern MANAGED = Pattern
		.compile("<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>\\s*<version>");

	private final Page page = Page.of(Repository.root().resolve("docs/testing.md"));

	private final List<String> managed = find(MANAGED, Repository.read(Repository.root().resolve("pom.xml"))).toList();

	@Test
	void everyDependencyWithoutAVersionIsManaged() {
		assertThat(documented("xml", MAVEN)).hasSize(5).isEqualTo(documented("groovy", GRADLE));
		assertThat(documented("xml", MAVEN)).filteredOn((name) -> !name.startsWith("org.springframework.boot:"))
			.allSatisfy((name) -> assertThat(this.managed).contains(name));
	}

	private List<String> documented(String language, Pattern pattern) {
		return this.page.fences()
			.stream()
			.filter((fence) -> fence.language().equals(language))
			.flatMap((fence) -> find(pattern, fence.code()))
			.toList();
	}

	private static Stream<String> find(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((match) -> match.group(1) + ":" + match.group(2));
	}

}
