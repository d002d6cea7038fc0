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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

import io.amphora.WrongResultException;
import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for strings in large bodies.
 */
@ParameterizedClass
@EnumSource
class JsonLongStringTests {

	private static final String LONG = "0123456789 abcdef/'~\u007f".repeat(2_000);

	private final JsonLibrary library;

	private final RpcSerializer serializer;

	JsonLongStringTests(JsonLibrary library) {
		this.library = library;
		this.serializer = library.serializer();
	}

	@Test
	void readsThemAnywhere() {
		for (Object value : List.of(LONG, List.of(LONG, "", LONG, "short", 5, LONG),
				Map.of("a", LONG, "b", Map.of("c", List.of(LONG))), List.of("", " ".repeat(50_000), "\"", LONG))) {
			assertThat(roundTrip(value)).isEqualTo(value);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"", "\\", "\n", "\u0000", "\u0080", "\u00e9", "\u20ac", "\ud83d\ude00", "\t" })
	void readsThemWithOtherCharactersAtAnyPlace(String other) {
		for (String value : List.of(other + LONG, LONG + other, LONG + other + LONG, other.repeat(10_000))) {
			assertThat(roundTrip(List.of(value, LONG, value))).isEqualTo(List.of(value, LONG, value));
		}
	}

	@Test
	void readsThemAfterManyShortOnes() {
		List<String> values = new ArrayList<>();
		IntStream.range(0, 200).forEach((i) -> values.add("short " + i));
		values.add(LONG);
		assertThat(roundTrip(values)).isEqualTo(values);
	}

	@Test
	void readsAnyTexts() {
		Random random = new Random(5);
		for (int i = 0; i < 200; i++) {
			List<String> values = IntStream.range(0, 1 + random.nextInt(40)).mapToObj((j) -> text(random)).toList();
			assertThat(roundTrip(values)).isEqualTo(values);
		}
	}

	@Test
	void refusesOneThatHasNoEnd() {
		refuses(this.serializer, "{\"result\":\"" + LONG);
		refuses(this.serializer, "{\"result\":[\"" + LONG + "\"");
	}

	@Test
	void refusesOneWithAControlCharacter() {
		refuses(this.serializer, "{\"result\":\"" + LONG + "\u0001\"}");
		refuses(this.serializer, "{\"result\":\"" + LONG + "\n" + LONG + "\"}");
	}

	@Test
	void refusesOneThatIsLongerThanTheLimit() {
		RpcSerializer strict = this.library.serializer(new SerializerLimits(5, DataSize.ofMegabytes(1), 20_000, 10));
		String longest = "a".repeat(20_000);
		assertThat(read(strict, "{\"result\":\"" + longest + "\"}")).isEqualTo(longest);
		refuses(strict, "{\"result\":\"" + longest + "a\"}");
	}

	private static String text(Random random) {
		int length = random.nextInt(3_000);
		boolean plain = random.nextBoolean();
		return random.ints(length, 0, plain ? 95 : 0xD800)
			.map((character) -> plain ? ' ' + character : character)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private Object roundTrip(Object value) {
		byte[] body = this.serializer.serializeResult(new RpcResult.Value(value));
		return read(this.serializer, new String(body, StandardCharsets.UTF_8));
	}

	private static Object read(RpcSerializer serializer, String body) {
		ReceivedResult result = serializer.deserializeResult(body.getBytes(StandardCharsets.UTF_8));
		return ((ReceivedResult.Value) result).value().as(Object.class);
	}

	private static void refuses(RpcSerializer serializer, String body) {
		assertThatExceptionOfType(WrongResultException.class).isThrownBy(() -> read(serializer, body));
	}

}
