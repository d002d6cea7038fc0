package io.amphora.transport;

/**
 * Shortens text of peers and of applications, which may be as long as a message.
 */
public final class ShortenedText {

	private static final String ELLIPSIS = "...";

	private ShortenedText() {
	}

	/**
	 * Shorten a text, without leaving half a character at its end. A text that a peer has
	 * shortened to the same length remains as it is.
	 * @param text the text
	 * @param max the maximum number of characters, without the ellipsis
	 * @return the text, or its beginning and an ellipsis
	 */
	public static String of(String text, int max) {
		if (text.length() <= max + ELLIPSIS.length()) {
			return text;
		}
		int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
		return text.substring(0, end) + ELLIPSIS;
	}

}
