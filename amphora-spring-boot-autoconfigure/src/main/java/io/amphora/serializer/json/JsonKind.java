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

import com.fasterxml.jackson.core.JsonTokenId;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of JSON values, with their names in messages.
 */
enum JsonKind {

	OBJECT("an object"), ARRAY("an array"), STRING("a string"), NUMBER("a number"), BOOLEAN("a boolean"), NULL("null");

	private final String description;

	JsonKind(String description) {
		this.description = description;
	}

	/**
	 * Return the kind of value that a token begins. The tokens of Jackson 2 and 3 have
	 * the same ids.
	 * @param id the id of the token
	 * @return the kind, or {@code null} if there is no token
	 */
	static @Nullable JsonKind ofToken(int id) {
		return switch (id) {
			case JsonTokenId.ID_NO_TOKEN -> null;
			case JsonTokenId.ID_START_ARRAY -> ARRAY;
			case JsonTokenId.ID_STRING -> STRING;
			case JsonTokenId.ID_NUMBER_INT, JsonTokenId.ID_NUMBER_FLOAT -> NUMBER;
			case JsonTokenId.ID_TRUE, JsonTokenId.ID_FALSE -> BOOLEAN;
			case JsonTokenId.ID_NULL -> NULL;
			default -> OBJECT;
		};
	}

	@Override
	public String toString() {
		return this.description;
	}

}
