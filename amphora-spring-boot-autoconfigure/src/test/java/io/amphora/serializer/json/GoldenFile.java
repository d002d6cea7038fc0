package io.amphora.serializer.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Reads the bodies that this library must understand for ever.
 */
final class GoldenFile {

	private GoldenFile() {
	}

	static byte[] bytes(String name) {
		return text(name).getBytes(StandardCharsets.UTF_8);
	}

	static String text(String name) {
		try (InputStream file = GoldenFile.class.getResourceAsStream(name + ".json")) {
			byte[] bytes = Objects.requireNonNull(file, name).readAllBytes();
			return new String(bytes, StandardCharsets.UTF_8).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
