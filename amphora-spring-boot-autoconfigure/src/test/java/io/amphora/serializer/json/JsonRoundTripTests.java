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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.Date;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;

import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what is left of a value that is written and read.
 */
@ParameterizedClass
@EnumSource
class JsonRoundTripTests {

	private final RpcSerializer serializer;

	JsonRoundTripTests(JsonLibrary library) {
		this.serializer = library.serializer();
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.0, 0.0, 0.1, -1.5, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN,
			Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY })
	void keepsDoubles(double value) {
		assertThat(roundTrip(value, double.class)).isEqualTo(value);
		assertThat(roundTrip((float) value, Float.class)).isEqualTo((float) value);
		assertThat((double[]) roundTrip(new double[] { value }, double[].class)).containsExactly(value);
		Type list = ResolvableType.forClassWithGenerics(List.class, Double.class).getType();
		assertThat(roundTrip(List.of(value), list)).isEqualTo(List.of(value));
		Measured measured = new Measured(value, (float) value);
		assertThat(roundTrip(measured, Measured.class)).isEqualTo(measured);
	}

	@ParameterizedTest
	@ValueSource(strings = { "-0.0", "-0.00", "-0e7", "-0.0E-1" })
	void readsANegativeZeroHoweverItIsWritten(String zero) {
		assertThat(read(zero, double.class)).isEqualTo(-0.0);
		assertThat(read(zero, BigDecimal.class)).isEqualTo(new BigDecimal("0.0"));
		assertThat(read(zero, Object.class)).isEqualTo(new BigDecimal("0.0"));
	}

	@Test
	void keepsTimes() {
		for (Object value : List.of(Instant.parse("2026-03-29T00:30:00.123456789Z"), LocalDateTime.MAX,
				OffsetDateTime.parse("2026-03-29T01:30+01:00"), Duration.ofNanos(1), new Date(1_234_567_890_123L),
				ZonedDateTime.parse("2026-03-29T01:30+01:00"), ZoneId.of("Europe/Berlin"),
				TimeZone.getTimeZone("Europe/Berlin"))) {
			Class<?> type = (value instanceof ZoneId) ? ZoneId.class
					: (value instanceof TimeZone) ? TimeZone.class : value.getClass();
			assertThat(roundTrip(value, type)).isEqualTo(value);
		}
	}

	@Test
	void reducesAZonedTimeToItsOffset() {
		ZonedDateTime time = ZonedDateTime.parse("2026-03-29T01:30+01:00[Europe/Berlin]");
		assertThat(roundTrip(time, ZonedDateTime.class)).isEqualTo(ZonedDateTime.parse("2026-03-29T01:30+01:00"));
	}

	@Test
	void reducesACalendarToItsTime() {
		Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
		calendar.setTimeInMillis(1_234_567_890_123L);
		Calendar read = (Calendar) roundTrip(calendar, Calendar.class);
		assertThat(read).isNotNull();
		assertThat(read.getTimeInMillis()).isEqualTo(1_234_567_890_123L);
		assertThat(read.getTimeZone().getRawOffset()).isZero();
	}

	@Test
	void reducesValuesDeclaredAsObjectToTheTypesOfJson() {
		assertThat(roundTrip(Set.of(7L), Object.class)).isEqualTo(List.of(7));
		assertThat(roundTrip(1.5, Object.class)).isEqualTo(new BigDecimal("1.5"));
		assertThat(roundTrip(Colour.RED, Object.class)).isEqualTo("RED");
		assertThat(roundTrip(new Part(1, "x"), Object.class)).isEqualTo(Map.of("count", 1, "name", "x"));
		assertThat(roundTrip(Instant.EPOCH, Object.class)).isEqualTo("1970-01-01T00:00:00Z");
	}

	private @Nullable Object roundTrip(Object value, Type type) {
		return read(this.serializer.serializeResult(new RpcResult.Value(value, type)), type);
	}

	private @Nullable Object read(String json, Type type) {
		return read(("{\"result\":" + json + "}").getBytes(StandardCharsets.UTF_8), type);
	}

	private @Nullable Object read(byte[] body, Type type) {
		return ((ReceivedResult.Value) this.serializer.deserializeResult(body)).value().as(type);
	}

	record Measured(double value, float rounded) {
	}

}
