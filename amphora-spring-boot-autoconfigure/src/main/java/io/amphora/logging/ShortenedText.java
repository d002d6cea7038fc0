package io.amphora.logging;

/**
 * Shortens text from peers and applications, which may be as long as a message.
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

}
