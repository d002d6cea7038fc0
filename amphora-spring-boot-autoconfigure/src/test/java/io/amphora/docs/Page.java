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

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation, in Markdown.
 *
 * @param file where it is
 * @param text what is written there
 */
record Page(Path file, String text) {

	private static final Pattern FENCE = Pattern.compile("^(?:<!-- snippet: (\\S+) -->\\n)?```(\\w*)\\n(.*?)^```$",
			Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

	private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);

	private static final Pattern CODE_SPAN = Pattern.compile("`([^`\\n]+)`");

	static List<Page> all() {
		List<Page> pages = new ArrayList<>();
		pages.add(of(Repository.root().resolve("README.md")));
		Repository.files(Repository.root().resolve("docs"), ".md").forEach((file) -> pages.add(of(file)));
		return pages;
	}

	static Page of(Path file) {
		return new Page(file, Repository.read(file));
	}

	List<Fence> fences() {
		return FENCE.matcher(this.text)
			.results()
			.map((match) -> new Fence((match.group(1) != null) ? match.group(1) : "", match.group(2), match.group(3)))
			.toList();
	}

	/** The page as it should be: each snippet is replaced by the code that it names. */
	String with(Snippets snippets) {
		return FENCE.matcher(this.text).replaceAll((match) -> {
			String reference = match.group(1);
			return Matcher.quoteReplacement((reference != null) ? "<!-- snippet: %s -->\n```%s\n%s\n```"
				.formatted(reference, match.group(2), snippets.get(reference)) : match.group());
		});
	}

	/** The page with something else between two comments: name, and the same with /. */
	String with(String name, UnaryOperator<String> content) {
		Pattern marked = Pattern.compile("(<!-- %1$s -->\\n)(.*)(<!-- /%1$s -->)".formatted(name), Pattern.DOTALL);
		return marked.matcher(this.text)
			.replaceAll((match) -> Matcher
				.quoteReplacement(match.group(1) + content.apply(match.group(2)) + match.group(3)));
	}

	List<String> links() {
		return find(LINK, prose()).toList();
	}

	List<String> codeSpans() {
		return find(CODE_SPAN, prose()).toList();
	}

	/** What a link behind # may name. */
	List<String> anchors() {
		return find(HEADING, prose())
			.map((heading) -> heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{Alnum} _-]", "").replace(' ', '-'))
			.toList();
	}

	/** The cells of all rows of all tables, without their headings. */
	List<List<String>> tableRows() {
		return prose().lines()
			.filter((line) -> line.startsWith("|"))
			.map((line) -> List.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1)))
			.map((cells) -> cells.stream().map(String::strip).toList())
			.collect(Collectors.collectingAndThen(Collectors.toList(), Page::withoutHeadings));
	}

	private static List<List<String>> withoutHeadings(List<List<String>> rows) {
		List<List<String>> bodies = new ArrayList<>();
		for (List<String> row : rows) {
			if (row.get(0).startsWith("---")) {
				bodies.remove(bodies.size() - 1);
			}
			else {
				bodies.add(row);
			}
		}
		return bodies;
	}

	static List<String> codeSpans(String cell) {
		return find(CODE_SPAN, cell).toList();
	}

	private static Stream<String> find(Pattern pattern, String text) {
		return pattern.matcher(text).results().map((match) -> match.group(1));
	}

	private String prose() {
		return FENCE.matcher(this.text).replaceAll("");
	}

	@Override
	public String toString() {
		return this.file.getFileName().toString();
	}

	/**
	 * A block of code.
	 *
	 * @param snippet what it shows, or nothing
	 * @param language the language it is marked with
	 * @param code the code
	 */
	record Fence(String snippet, String language, String code) {
	}

}
