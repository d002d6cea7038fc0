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
