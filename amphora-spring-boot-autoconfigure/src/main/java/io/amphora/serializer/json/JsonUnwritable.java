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

import org.jspecify.annotations.Nullable;

/**
 * Thrown if a value cannot be written. Like that of any {@link JsonProblem}, the message
 * does not quote the value.
 */
final class JsonUnwritable extends JsonProblem {

	private final transient JsonPath path;

	private final @Nullable String reason;

	JsonUnwritable(JsonPath path, @Nullable String reason, Throwable cause) {
		super("cannot be written as JSON" + (path.isEmpty() ? "" : ", wrong at " + path)
				+ ((reason != null) ? " (" + reason + ")" : ""), cause);
		this.path = path;
		this.reason = reason;
	}

	/** Return the same problem for the enclosing value. */
	JsonUnwritable in(String place) {
		return new JsonUnwritable(this.path.in(place), this.reason, (getCause() != null) ? getCause() : this);
	}

}
