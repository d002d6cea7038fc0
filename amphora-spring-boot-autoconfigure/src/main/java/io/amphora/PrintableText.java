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

package io.amphora;

import org.jspecify.annotations.Nullable;

/**
 * Makes texts from peers safe for messages and for one line of a log. Line breaks would
 * let a peer forge lines, and other control characters would change what a terminal
 * shows. Internal.
 *
 * @since 0.1.0
 */
public final class PrintableText {

	private static final int LONGEST_NAME = 100;

	private static final int REPLACEMENT = '?';

	private PrintableText() {
	}

	/**
	 * Return a text without control characters and line separators.
	 * @param text the text, or {@code null}
	 * @return the text, with a question mark in place of each of these characters
	 */
	public static String of(@Nullable String text) {
		String given = String.valueOf(text);
		if (given.chars().allMatch(PrintableText::isPrintable)) {
			return given;
		}
		StringBuilder printable = new StringBuilder(given.length());
		given.chars()
			.map((character) -> isPrintable(character) ? character : REPLACEMENT)
			.forEach((character) -> printable.append((char) character));
		return printable.toString();
	}

	/**
	 * Return the beginning of a name, such as that of a function or of a type, without
	 * control characters and line separators.
	 * @param name the name, or {@code null}
	 * @return the name; if it has more than 100 characters, these and an ellipsis
	 */
	public static String name(@Nullable String name) {
		String given = String.valueOf(name);
		if (given.length() <= LONGEST_NAME) {
			return of(given);
		}
		boolean pair = Character.isHighSurrogate(given.charAt(LONGEST_NAME - 1));
		return of(given.substring(0, pair ? LONGEST_NAME - 1 : LONGEST_NAME)) + "...";
	}

	private static boolean isPrintable(int character) {
		int type = Character.getType(character);
		return !Character.isISOControl(character) && type != Character.LINE_SEPARATOR
				&& type != Character.PARAGRAPH_SEPARATOR;
	}

}
