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

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.amphora.serializer.ReceivedCall;
import io.amphora.serializer.RpcCall;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.RpcValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the bodies of requests.
 */
@ParameterizedClass
@EnumSource
class JsonRequestTests {

	private static final Type PARTS = new ParameterizedTypeReference<List<Part>>() {
	}.getType();

	private static final Type MAPS = new ParameterizedTypeReference<Map<String, Map<String, List<Integer>>>>() {
	}.getType();

	private static final Type OPTIONAL = new ParameterizedTypeReference<Optional<String>>() {
	}.getType();

	private final RpcSerializer serializer;

	JsonRequestTests(JsonLibrary library) {
		this.serializer = library.serializer();
	}

	@Test
	void isJson() {
		assertThat(this.serializer.contentType()).isEqualTo("application/json");
	}

	@ParameterizedTest
	@ValueSource(strings = { "request-minimal", "request-null-members", "request-unknown-members" })
	void readsACallWithoutArguments(String file) {
		ReceivedCall call = this.serializer.deserializeCall(GoldenFile.bytes(file));
		assertThat(call.function()).isEqualTo("ping");
		assertThat(call.args()).isEmpty();
		assertThat(call.kwargs()).isEmpty();
	}

	@Test
	void writesAndReadsACallByPosition() {
		checkBothWays("request-plain", "add", List.of(2, 3), int.class, Integer.class);
	}

	@Test
	void writesAndReadsACallByName() {
		Map<String, @Nullable Object> kwargs = new LinkedHashMap<>();
		kwargs.put("name", "Ada");
		kwargs.put("polite", true);
		kwargs.put("nickname", null);
		assertThat(write(new RpcCall("greet", List.of(), kwargs))).isEqualTo(GoldenFile.text("request-kwargs"));
		Map<String, RpcValue> read = this.serializer.deserializeCall(GoldenFile.bytes("request-kwargs")).kwargs();
		assertThat(read.keySet()).containsExactly("name", "polite", "nickname");
		assertThat(read).allSatisfy((name, value) -> assertThat(value.as(Object.class)).isEqualTo(kwargs.get(name)));
		assertThat(read).hasEntrySatisfying("nickname", (value) -> assertThat(value.isNull()).isTrue());
	}

	@Test
	void writesAndReadsDatesInIsoFormat() {
		List<Object> dates = List.of(Instant.parse("2026-11-23T06:21:00.123456789Z"), LocalDate.of(2026, 11, 23),
				Duration.parse("PT1H30M0.5S"), OffsetDateTime.parse("2026-11-23T06:21:00+05:30"),
				LocalTime.of(6, 21, 7), Period.of(1, 2, 0));
		String body = write(new RpcCall("f", dates, Map.of("since", Instant.parse("1999-12-31T23:59:59Z"))));
		assertThat(body).isEqualTo(GoldenFile.text("request-dates"));
		assertThat(read("request-dates", Instant.class, LocalDate.class, Duration.class, OffsetDateTime.class,
				LocalTime.class, Period.class))
			.isEqualTo(dates);
	}

	@Test
	void writesAndReadsNumbersExactly() {
		checkBothWays("request-numbers", "f",
				List.of(Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE,
						new BigInteger("123456789012345678901234567890"),
						new BigDecimal("3.141592653589793238462643383279502884197"), new BigDecimal("2.50"), 0.1, -7),
				int.class, long.class, Long.class, BigInteger.class, BigDecimal.class, BigDecimal.class, double.class,
				short.class);
	}

	@Test
	void readsNumbersOfUnknownTypeExactly() {
		Type any = Object.class;
		assertThat(read("request-numbers", any, any, any, any, any, any, any, any)).containsExactly(Integer.MAX_VALUE,
				Long.MAX_VALUE, Long.MIN_VALUE, new BigInteger("123456789012345678901234567890"),
				new BigDecimal("3.141592653589793238462643383279502884197"), new BigDecimal("2.50"),
				new BigDecimal("0.1"), -7);
	}

	@Test
	void writesAndReadsUnicode() {
		List<String> texts = List.of("Grüße, 世界 😀", "\"\\/\b\f\n\r\t", "\u0001\u001F", "");
		assertThat(write(new RpcCall("f", texts, Map.of("schlüssel", "é"))))
			.isEqualTo(GoldenFile.text("request-unicode"));
		assertThat(read("request-unicode", String.class, String.class, String.class, String.class)).isEqualTo(texts);
	}

	@Test
	void readsEscapes() {
		ReceivedCall call = this.serializer.deserializeCall(GoldenFile.bytes("request-escapes"));
		assertThat(call.function()).isEqualTo("f");
		assertThat(call.args()).extracting((value) -> value.as(String.class)).containsExactly("Grüße, 世界 😀", "/");
	}

	@Test
	void writesAndReadsNestedValues() {
		List<@Nullable Object> args = Arrays.asList(List.of(new Part(2, "nut"), new Part(0, null)), maps(), Colour.BLUE,
				"hello".getBytes(StandardCharsets.UTF_8), Optional.of("here"), Optional.empty());
		assertThat(write(new RpcCall("f", args, Map.of()))).isEqualTo(GoldenFile.text("request-nested"));
		assertThat(read("request-nested", PARTS, MAPS, Colour.class, byte[].class, OPTIONAL, OPTIONAL))
			.usingRecursiveComparison()
			.isEqualTo(args);
	}

	private static Map<String, Map<String, List<Integer>>> maps() {
		Map<String, Map<String, List<Integer>>> maps = new LinkedHashMap<>();
		maps.put("a", Map.of("b", List.of(1, 2)));
		maps.put("c", Map.of());
		return maps;
	}

	private void checkBothWays(String file, String function, List<?> args, Type... types) {
		assertThat(write(new RpcCall(function, args, Map.of()))).isEqualTo(GoldenFile.text(file));
		List<@Nullable Object> read = read(file, types);
		assertThat(read).hasSameSizeAs(args).asString().isEqualTo(args.toString());
	}

	private String write(RpcCall call) {
		return new String(this.serializer.serializeCall(call), StandardCharsets.UTF_8);
	}

	private List<@Nullable Object> read(String file, Type... types) {
		List<RpcValue> args = this.serializer.deserializeCall(GoldenFile.bytes(file)).args();
		assertThat(args).hasSameSizeAs(types);
		@Nullable Object[] values = new Object[types.length];
		Arrays.setAll(values, (i) -> args.get(i).as(types[i]));
		return Arrays.asList(values);
	}

}
