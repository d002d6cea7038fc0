package io.amphora.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Texts of properties and headers that hurt.
 */
final class Bytes {

	/** As long as the text of a property may be. */
	static final int LONGEST = 255;

	private Bytes() {
	}

	/** Bytes that are not UTF-8: each is read as a character that takes three. */
	static byte[] noText(int length) {
		byte[] bytes = new byte[length];
		Arrays.fill(bytes, (byte) 0xFF);
		return bytes;
	}

	static byte[] controlCharacters() {
		byte[] bytes = new byte[33];
		for (byte i = 0; i < 32; i++) {
			bytes[i] = i;
		}
		bytes[32] = 127;
		return bytes;
	}

	static byte[] of(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
