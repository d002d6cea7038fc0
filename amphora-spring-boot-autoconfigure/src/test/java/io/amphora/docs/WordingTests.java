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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that texts avoid phrases that the glossary in {@code CONTRIBUTING.md} excludes:
 * in comments and strings of the main sources and the sample, in resources such as the
 * explorer page, in names of tests, and on pages outside of code. The allow list has the
 * number of phrases that each package and page may still have; with
 * {@code -Damphora.docs.update=true} it is written instead.
 */
class WordingTests {

	private static final Pattern PHRASES = Pattern
		.compile("\\b(whoever|whatever|somebody|nobody|anybody|someone else|those (?:that|who|which)"
				+ "|(?<!there )is no (?!longer|such|need|way|more)\\w+|(?<!there )are no (?!longer)\\w+|tells?|told|telling|anew|for ever"
				+ "|has (?:\\w+ ){0,2}(?:begun|come|gone)|what (?:waits|waited|comes|came|is held|was sent)"
				+ "|of its own accord|counts more|count for nothing|(?:has|have) somebody|as ever|in vain"
				+ "|can be had|cannot be had|answers?|answered)\\b", Pattern.CASE_INSENSITIVE);

	private static final Pattern FENCE = Pattern.compile("```.*?```", Pattern.DOTALL);

	/** Comments and strings; what is in neither is code. */
	private static final Pattern TEXT = Pattern.compile("/\\*.*?\\*/|//[^\\n]*|\"(?:\\\\.|[^\"\\\\\\n])*\"",
			Pattern.DOTALL);

	private static final Pattern TEST_NAME = Pattern.compile("\\n\tvoid (\\w+)\\(");

	private static final Path allowList = Repository.root()
		.resolve("amphora-spring-boot-autoconfigure/src/test/resources/io/amphora/docs/wording.txt");

	@Test
	void noTextHasMorePhrasesThanTheAllowListPermits() throws IOException {
		Map<String, List<String>> found = new TreeMap<>();
		pages().forEach((page) -> add(found, page, FENCE.matcher(Repository.read(page)).replaceAll("")));
		Repository.filesBelow(Repository.mainSources(), ".java")
			.forEach((file) -> add(found, file.getParent(), texts(Repository.read(file))));
		Repository.filesBelow(Repository.mainKotlinSources(), ".kt")
			.forEach((file) -> add(found, file.getParent(), texts(Repository.read(file))));
		Repository.filesBelow(Repository.sampleSources(), ".java")
			.forEach((file) -> add(found, file.getParent(), texts(Repository.read(file))));
		Stream.of(".js", ".html", ".json")
			.flatMap((extension) -> Repository.filesBelow(Repository.mainResources(), extension).stream())
			.forEach((file) -> add(found, file, Repository.read(file)));
		Repository.filesBelow(Repository.testSources(), "Tests.java")
			.forEach((file) -> add(found, file.getParent(), testNames(Repository.read(file))));
		if (Boolean.getBoolean("amphora.docs.update")) {
			Files.writeString(allowList, format(found));
			return;
		}
		Map<String, Integer> allowed = allowed();
		assertThat(found).allSatisfy((place, phrases) -> assertThat(phrases).as(place)
			.hasSizeLessThanOrEqualTo(allowed.getOrDefault(place, 0)));
	}

	private static Stream<Path> pages() {
		Path root = Repository.root();
		return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md").map(root::resolve),
				Repository.files(root.resolve("docs"), ".md").stream());
	}

	private static void add(Map<String, List<String>> found, Path place, String text) {
		List<String> phrases = PHRASES.matcher(text).results().map(MatchResult::group).toList();
		if (!phrases.isEmpty()) {
			found
				.computeIfAbsent(Repository.root().relativize(place).toString().replace('\\', '/'),
						(name) -> new ArrayList<>())
				.addAll(phrases);
		}
	}

	private static String texts(String source) {
		return TEXT.matcher(source).results().map(MatchResult::group).collect(Collectors.joining("\n"));
	}

	/** Return the names of test methods as words. */
	private static String testNames(String source) {
		return TEST_NAME.matcher(source)
			.results()
			.map((name) -> name.group(1).replaceAll("(?<=[a-z])(?=[A-Z])|(?<=A)(?=[A-Z])", " "))
			.collect(Collectors.joining("\n"));
	}

	private static String format(Map<String, List<String>> found) {
		return found.entrySet()
			.stream()
			.map((entry) -> "%s %d\n".formatted(entry.getKey(), entry.getValue().size()))
			.collect(Collectors.joining());
	}

	private static Map<String, Integer> allowed() {
		return Repository.read(allowList)
			.lines()
			.map((line) -> line.split(" "))
			.collect(Collectors.toMap((parts) -> parts[0], (parts) -> Integer.valueOf(parts[1])));
	}

}
