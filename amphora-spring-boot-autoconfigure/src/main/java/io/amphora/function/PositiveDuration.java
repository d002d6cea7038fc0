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

package io.amphora.function;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.format.datetime.standard.DurationFormatterUtils;

/**
 * Reads the durations of annotations.
 *
 * @since 0.1.0
 */
public final class PositiveDuration {

	private PositiveDuration() {
	}

	/**
	 * Read a duration in any of the styles that Spring supports.
	 * @param text the value of an attribute, without placeholders
	 * @return the duration, or {@code null} if the text is not a duration longer than
	 * zero
	 */
	public static @Nullable Duration parse(String text) {
		try {
			Duration duration = DurationFormatterUtils.detectAndParse(text);
			return (duration.compareTo(Duration.ZERO) > 0) ? duration : null;
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			return null;
		}
	}

}
