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
import tools.jackson.core.JsonToken;

/**
 * Maps tokens of Jackson 3 to kinds of values.
 */
final class Jackson3Kinds {

	private Jackson3Kinds() {
	}

	static @Nullable JsonKind of(@Nullable JsonToken token) {
		if (token == null) {
			return null;
		}
		return switch (token) {
			case START_ARRAY -> JsonKind.ARRAY;
			case VALUE_STRING -> JsonKind.STRING;
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonKind.NUMBER;
			case VALUE_TRUE, VALUE_FALSE -> JsonKind.BOOLEAN;
			case VALUE_NULL -> JsonKind.NULL;
			default -> JsonKind.OBJECT;
		};
	}

}
