package io.amphora.logging;

import org.jspecify.annotations.Nullable;

/**
 * Makes text from peers safe for one line of a log. Line breaks would let a peer forge
 * lines.
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
