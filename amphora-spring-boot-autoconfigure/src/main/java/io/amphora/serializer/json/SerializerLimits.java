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

import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Limits of message bodies. A body that exceeds a limit is rejected while it is parsed,
 * before it costs much memory or time. Its size and depth are also checked when it is
 * written. Immutable.
 *
 * @param maxDepth maximum nesting depth of objects and arrays, including the body's own
 * object; at most 1000, so that a body cannot overflow the stack
 * @param maxBody maximum size of the whole body
 * @param maxStringLength maximum number of characters of a string
 * @param maxNumberLength maximum number of characters of a number, written with or
 * without an exponent
 * @since 0.1.0
 */
public record SerializerLimits(int maxDepth, DataSize maxBody, int maxStringLength, int maxNumberLength) {

	/** Maximum value of {@link #maxDepth}. */
	static final int DEEPEST = 1000;

	/** The end of Jackson's messages, with a method in quotation marks. */
	private static final Pattern JACKSON_SETTING = Pattern.compile(", from .?Stream\\w+\\.get(\\w+)\\(\\).?(?=\\))");

	private static final Map<String, String> PROPERTIES = Map.of("MaxNestingDepth", "max-depth", "MaxStringLength",
			"max-string-length", "MaxNumberLength", "max-number-length");

	/** Allowance for batches, whose default size is a fraction of it. */
	private static final DataSize LARGEST_BATCH = DataSize.ofMegabytes(1);

	/**
	 * Check the limits.
	 * @throws IllegalArgumentException if a limit is not positive or is too large
	 */
	public SerializerLimits {
		Assert.isTrue(maxDepth > 0 && maxDepth <= DEEPEST, () -> "maxDepth must be from 1 to " + DEEPEST);
		Assert.isTrue(maxBody.toBytes() > 0 && maxBody.toBytes() <= Integer.MAX_VALUE,
				"maxBody must be from 1 byte to 2 gigabytes");
		Assert.isTrue(maxStringLength > 0, "maxStringLength must be positive");
		Assert.isTrue(maxNumberLength > 0, "maxNumberLength must be positive");
	}

	/**
	 * Return the default limits: 100 levels, 16 MB for bodies and strings, which is the
	 * smallest default limit of RabbitMQ versions, and 1000 characters for numbers.
	 * @return the default limits
	 */
	public static SerializerLimits defaults() {
		DataSize body = DataSize.ofMegabytes(16);
		return new SerializerLimits(100, body, Math.toIntExact(body.toBytes()), 1000);
	}

	/**
	 * Replace the methods that Jackson's messages name by properties.
	 */
	static String describe(String message) {
		return JACKSON_SETTING.matcher(message).replaceAll((setting) -> {
			String property = PROPERTIES.get(setting.group(1));
			return (property != null) ? ", 'amphora.serializer." + property + "'" : "";
		});
	}

	void checkBody(byte[] body) {
		if (body.length > maxBody().toBytes()) {
			throw new JsonProblem(
					"is larger than the limit: " + body.length + " bytes of at most " + maxBody().toBytes());
		}
	}

	/** The limits apply to each item, so the batch itself may be larger. */
	void checkBatch(byte[] body) {
		if (body.length > maxBody().toBytes() + LARGEST_BATCH.toBytes()) {
			throw new JsonProblem("is larger than the limit of one message by more than " + LARGEST_BATCH);
		}
	}

	void checkScale(int scale) {
		if (Math.abs((long) scale) > maxNumberLength()) {
			throw new JsonProblem(("has a number that has more than %d digits when written out"
					+ " ('amphora.serializer.max-number-length')")
				.formatted(maxNumberLength()));
		}
	}

}
