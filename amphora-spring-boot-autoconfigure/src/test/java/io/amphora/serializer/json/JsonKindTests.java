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

import java.util.Arrays;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonToken;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JsonKind}.
 */
class JsonKindTests {

	@Test
	void tokensHaveTheKindOfTheValueThatTheyBegin() {
		assertThat(Arrays.asList(kind(JsonToken.START_OBJECT), kind(JsonToken.START_ARRAY),
				kind(JsonToken.VALUE_STRING), kind(JsonToken.VALUE_NUMBER_INT), kind(JsonToken.VALUE_NUMBER_FLOAT),
				kind(JsonToken.VALUE_TRUE), kind(JsonToken.VALUE_FALSE), kind(JsonToken.VALUE_NULL)))
			.containsExactly(JsonKind.OBJECT, JsonKind.ARRAY, JsonKind.STRING, JsonKind.NUMBER, JsonKind.NUMBER,
					JsonKind.BOOLEAN, JsonKind.BOOLEAN, JsonKind.NULL);
		assertThat(JsonKind.ofToken(0)).isNull();
	}

	@Test
	void tokensOfJackson2HaveTheIdsOfThoseOfJackson3() {
		com.fasterxml.jackson.core.JsonToken[] former = com.fasterxml.jackson.core.JsonToken.values();
		JsonToken[] present = JsonToken.values();
		assertThat(former).extracting(com.fasterxml.jackson.core.JsonToken::id)
			.containsExactlyElementsOf(Arrays.stream(present).map(JsonToken::id).toList());
	}

	private static @Nullable JsonKind kind(JsonToken token) {
		return JsonKind.ofToken(token.id());
	}

}
