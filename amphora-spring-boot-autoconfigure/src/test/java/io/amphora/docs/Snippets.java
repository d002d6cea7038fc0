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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The code of this package and those below it that stands between {@code // tag::name[]}
 * and {@code // end::name[]}, by class and name, as in {@code CallSnippets#call}. Tags do
 * not overlap.
 *
 * @param code the code by reference, without the indentation that its lines share
 */
record Snippets(Map<String, String> code) {

	private static final Pattern TAG = Pattern.compile("\\s*// (tag|end)::([\\w-]+)\\[]");

	static Snippets load() {
		Map<String, String> code = new LinkedHashMap<>();
		Repository.filesBelow(Repository.snippetSources(), ".java").forEach((file) -> read(file, code));
		Repository.filesBelow(Repository.kotlinSnippetSources(), ".kt").forEach((file) -> read(file, code));
		return new Snippets(code);
	}

	private static void read(Path file, Map<String, String> code) {
		String type = file.getFileName().toString().replaceAll("\\.(java|kt)$", "");
		List<String> lines = new ArrayList<>();
		String open = null;
		for (String line : Repository.read(file).lines().toList()) {
			Matcher tag = TAG.matcher(line);
			if (!tag.matches()) {
				lines.add(line);
			}
			else if (tag.group(1).equals("tag")) {
				open = tag.group(2);
				lines.clear();
			}
			else if (!tag.group(2).equals(open)
					|| code.put(type + "#" + open, plain(String.join("\n", lines))) != null) {
				throw new IllegalStateException("%s: '%s' ends where it is not open, or twice".formatted(file, line));
			}
		}
	}

	/** Tabs are as wide as pages want them to be. */
	static String plain(String code) {
		return code.replace("\t", "    ").stripIndent().strip();
	}

	Set<String> references() {
		return this.code.keySet();
	}

	/** The code, or what is wrong with the reference, so that a comparison shows it. */
	String get(String reference) {
		return this.code.getOrDefault(reference, "(there is no snippet '%s')".formatted(reference));
	}

}
