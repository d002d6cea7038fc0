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

import io.amphora.PrintableText;
import org.jspecify.annotations.Nullable;

/**
 * Shortens text from peers and applications, which may be as long as a message.
 *
 * @since 0.1.0
 */
public final class ShortenedText {

	private static final String ELLIPSIS = "...";

	private ShortenedText() {
	}

	/**
	 * Shorten a text without splitting a surrogate pair. A text that a peer has shortened
	 * to the same length is not changed.
	 * @param text the text
	 * @param max the maximum number of characters, without the ellipsis
	 * @return the text, or its beginning followed by an ellipsis
	 */
	public static String of(String text, int max) {
		if (text.length() <= max + ELLIPSIS.length()) {
			return text;
		}
		int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
		return text.substring(0, end) + ELLIPSIS;
	}

	/**
	 * Shorten a text, and replace its control characters, for a log.
	 * @param text the text
	 * @param max the maximum number of characters, without the ellipsis
	 * @return the text, or its beginning followed by an ellipsis
	 */
	public static String printable(@Nullable String text, int max) {
		return PrintableText.of(of(String.valueOf(text), max));
	}

}
