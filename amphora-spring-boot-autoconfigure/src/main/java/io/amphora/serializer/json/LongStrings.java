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

import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * Reads the long strings of one body without the copies that JSON libraries make of a
 * string: in a large body, they are most of the garbage. Only strings of ASCII characters
 * without escapes are read. Not thread-safe.
 */
final class LongStrings {

	/** Strings of smaller bodies are not worth a second look. */
	private static final int LEAST_BODY = 16 * 1024;

	private static final int LEAST_STRING = 1024;

	/** Number of other strings after which the body is expected to have no long ones. */
	private static final int MOST_OTHERS = 100;

	private final byte[] body;

	private final int maxLength;

	private int others;

	/**
	 * Create an instance.
	 * @param body the body
	 * @param limits the maximum length of a string
	 */
	LongStrings(byte[] body, SerializerLimits limits) {
		this.body = body;
		this.maxLength = limits.maxStringLength();
	}

	/** Return whether the next string may be a long one. */
	boolean mayFollow() {
		return this.body.length >= LEAST_BODY && this.others < MOST_OTHERS;
	}

	/**
	 * Read a string.
	 * @param quote the position of its opening quote
	 * @return the string, or {@code null} if the JSON library has to read it
	 */
	@Nullable String read(long quote) {
		int start = (int) quote + 1;
		int end = start;
		while (end < this.body.length && isPlain(this.body[end])) {
			end++;
		}
		int length = end - start;
		if (length < LEAST_STRING || length > this.maxLength || end == this.body.length || this.body[end] != '"') {
			this.others++;
			return null;
		}
		return new String(this.body, start, length, StandardCharsets.ISO_8859_1);
	}

	/** Bytes of characters beyond ASCII are negative. */
	private static boolean isPlain(byte character) {
		return character >= ' ' && character != '"' && character != '\\';
	}

}
