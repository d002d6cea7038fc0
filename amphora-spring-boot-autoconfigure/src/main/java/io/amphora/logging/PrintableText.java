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

package io.amphora.logging;

import org.jspecify.annotations.Nullable;

/**
 * Makes text from peers safe for one line of a log. Line breaks would let a peer forge
 * lines.
 *
 * @since 0.1.0
 */
public final class PrintableText {

	private PrintableText() {
	}

	/**
	 * Return a text without control characters.
	 * @param text the text, or {@code null}
	 * @return the text, with a question mark in place of each control character
	 */
	public static String of(@Nullable String text) {
		String given = String.valueOf(text);
		return given.chars().anyMatch(Character::isISOControl) ? given.replaceAll("\\p{Cntrl}", "?") : given;
	}

}
