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

package io.amphora.transport;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import io.amphora.WrongRequestException.Violation;
import io.amphora.logging.ShortenedText;

/**
 * Limits the text of a refusal that a server sends and a client reads. It may quote the
 * request, and so become too large to be sent.
 *
 * @since 0.1.0
 */
public final class RefusalLimits {

	/** Maximum number of characters of the reason, and of all violations together. */
	public static final int MAX_LENGTH = 4_000;

	private static final int MAX_VIOLATIONS = 100;

	private RefusalLimits() {
	}

	/**
	 * Shorten a reason.
	 * @param reason the reason
	 * @return the reason, or its beginning
	 */
	public static String reason(String reason) {
		return ShortenedText.of(reason, MAX_LENGTH);
	}

	/**
	 * Leave out violations beyond the limits.
	 * @param violations the violations
	 * @return the first of them
	 */
	public static List<Violation> violations(Stream<Violation> violations) {
		List<Violation> limited = new ArrayList<>();
		int room = MAX_LENGTH;
		Iterator<Violation> remaining = violations.iterator();
		while (remaining.hasNext()) {
			Violation violation = remaining.next();
			room -= violation.path().length() + violation.message().length();
			if (room < 0 || limited.size() == MAX_VIOLATIONS) {
				break;
			}
			limited.add(violation);
		}
		return limited;
	}

}
