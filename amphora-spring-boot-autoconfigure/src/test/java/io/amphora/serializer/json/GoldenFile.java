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
