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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.RpcValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for received values.
 */
@ParameterizedClass
@EnumSource
class JsonValueTests {

	private static final Type PART_LIST = new ParameterizedTypeReference<List<Part>>() {
	}.getType();

	private static final Type INT_MAP = new ParameterizedTypeReference<Map<String, Integer>>() {
	}.getType();

	private static final Type COLOUR_MAP = new ParameterizedTypeReference<Map<Colour, Integer>>() {
	}.getType();

	private final RpcSerializer serializer;

	JsonValueTests(JsonLibrary library) {
		this.serializer = library.serializer();
	}

	@Test
	void widensIntegers() {
		assertThat(read("2", long.class)).isEqualTo(2L);
		assertThat(read("2", double.class)).isEqualTo(2.0);
		assertThat(read("2", Float.class)).isEqualTo(2f);
		assertThat(read("2", BigDecimal.class)).isEqualTo(BigDecimal.valueOf(2));
		assertThat(read("2", BigInteger.class)).isEqualTo(BigInteger.TWO);
		assertThat(read("123456789012345678901234567890", double.class)).isEqualTo(1.2345678901234568e29);
	}

	@Test
	void readsValuesOfUnknownTypeAsMapsAndLists() {
		assertThat(read("{\"a\":[1,\"x\",true,null,{}],\"b\":2.50}", Object.class))
			.isEqualTo(Map.of("a", Arrays.asList(1, "x", true, null, Map.of()), "b", new BigDecimal("2.50")));
	}

	@Test
	void readsNothingAsVoid() {
		assertThat(read("5", void.class)).isNull();
		assertThat(read("{\"x\":1}", Void.class)).isNull();
		assertThat(read("null", void.class)).isNull();
	}

	@Test
	void readsNullAsTheNullValueOfTheType() {
		assertThat(read("null", Integer.class)).isNull();
		assertThat(read("null", PART_LIST)).isNull();
		assertThat(read("null", Optional.class)).isEqualTo(Optional.empty());
		assertThat(read("null", OptionalInt.class)).isEqualTo(OptionalInt.empty());
	}

	@Test
	void ignoresUnknownProperties() {
		assertThat(read("{\"count\":1,\"name\":\"x\",\"later\":[]}", Part.class)).isEqualTo(new Part(1, "x"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			"51423"                | int                  | a string
			"51423"                | java.lang.Long       | a string
			"51423"                | double               | a string
			"51423"                | java.math.BigDecimal | a string
			"51423"                | java.math.BigInteger | a string
			""                     | java.lang.Integer    | a string
			""                     | java.time.LocalDate  | a string
			"true"                 | boolean              | a string
			51423                  | boolean              | a number
			51423                  | java.lang.String     | a number
			51423.5                | java.lang.String     | a number
			true                   | java.lang.String     | a boolean
			true                   | int                  | a boolean
			51423.7                | int                  | not a whole number
			-51423.7               | java.lang.Short      | not a whole number
			51423e2                | java.lang.Integer    | not written as a whole number
			-0.0                   | int                  | not written as a whole number
			51423.0                | long                 | not written as a whole number
			51423.7                | java.math.BigInteger | not a whole number
			5142351423             | int                  | out of range
			51423514235142351423   | long                 | out of range
			51423                  | byte                 | out of range
			51423e300              | float                | out of range
			51423e305              | double               | out of range
			null                   | int                  | null
			null                   | boolean              | null
			0                      | io.amphora.serializer.json.Colour | a number
			"blueish"              | io.amphora.serializer.json.Colour | a string
			"51423"                | java.time.LocalDate  | a string
			[51423]                | int                  | an array
			51423                  | [I                   | a number
			{"count":"51423"}      | io.amphora.serializer.json.Part | an object
			{"count":null}         | io.amphora.serializer.json.Part | an object
			{"name":"51423"}       | io.amphora.serializer.json.Part | an object
			{"count":1,"name":51423} | io.amphora.serializer.json.Part | an object
			""")
	void neverCoerces(String json, String type, String kind) throws Exception {
		Class<?> wanted = ClassUtils.forName(type, null);
		assertThatIllegalArgumentException().isThrownBy(() -> read(json, wanted))
			.withMessageStartingWith("The value cannot be read as " + wanted.getTypeName() + ": it is " + kind)
			.withNoCause()
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("51423"));
	}

	@Test
	void saysWhyANumberCannotBeReadAsAnother() {
		assertThatIllegalArgumentException().isThrownBy(() -> read("1.9", int.class))
			.withMessage("The value cannot be read as int: it is not a whole number");
		assertThatIllegalArgumentException().isThrownBy(() -> read("99999999999999", int.class))
			.withMessage("The value cannot be read as int: it is out of range");
	}

	@Test
	void saysWhereAValueIsWrongWithoutShowingIt() {
		assertThatIllegalArgumentException().isThrownBy(() -> read("[{\"count\":1},{\"count\":\"s3cret\"}]", PART_LIST))
			.withMessage("The value cannot be read as java.util.List<io.amphora.serializer.json.Part>: it is an array, "
					+ "wrong at [1].count, where int is needed");
		assertThatIllegalArgumentException().isThrownBy(() -> read("{\"s3cret\":\"x\"}", INT_MAP))
			.withMessage("The value cannot be read as java.util.Map<java.lang.String, java.lang.Integer>: "
					+ "it is an object, wrong at [*], where java.lang.Integer is needed");
	}

	@Test
	void saysThatAnArrayOrAnObjectIsNeeded() {
		assertThatIllegalArgumentException().isThrownBy(() -> read("{}", PART_LIST))
			.withMessage(
					"The value cannot be read as java.util.List<io.amphora.serializer.json.Part>: it is an object, "
							+ "where an array is needed");
		assertThatIllegalArgumentException().isThrownBy(() -> read("[]", INT_MAP))
			.withMessage("The value cannot be read as java.util.Map<java.lang.String, java.lang.Integer>: "
					+ "it is an array, where an object is needed");
	}

	@Test
	void listsTheConstantsOfAnEnum() {
		assertThatIllegalArgumentException().isThrownBy(() -> read("\"s3cret\"", Colour.class))
			.withMessage("The value cannot be read as io.amphora.serializer.json.Colour: it is a string, "
					+ "not one of RED, BLUE");
		assertThatIllegalArgumentException().isThrownBy(() -> read("5", Colour.class))
			.withMessageEndingWith(": it is a number, not one of RED, BLUE");
		assertThatIllegalArgumentException().isThrownBy(() -> read("[\"RED\",\"s3cret\"]", Colour[].class))
			.withMessageEndingWith(
					": it is an array, wrong at [1], where io.amphora.serializer.json.Colour is needed, one of RED, BLUE");
		assertThatIllegalArgumentException().isThrownBy(() -> read("{\"s3cret\":1}", COLOUR_MAP))
			.withMessageEndingWith(
					": it is an object, where io.amphora.serializer.json.Colour is needed, one of RED, BLUE");
	}

	@Test
	void listsConstantsAsTheyAreWritten() {
		assertThatIllegalArgumentException().isThrownBy(() -> read("\"SMALL\"", Size.class))
			.withMessageEndingWith(": it is a string, not one of s, m, LARGE");
	}

	@Test
	void listsOnlyTheFirstConstants() {
		assertThatIllegalArgumentException().isThrownBy(() -> read("\"s3cret\"", ChronoUnit.class))
			.withMessageEndingWith("not one of NANOS, MICROS, MILLIS, SECONDS, MINUTES, HOURS, HALF_DAYS, DAYS, WEEKS,"
					+ " MONTHS, ...");
	}

	@Test
	void saysThatAStringHasTheWrongForm() {
		assertThatIllegalArgumentException().isThrownBy(() -> read("\"s3cret\"", UUID.class))
			.withMessage("The value cannot be read as java.util.UUID: it is a string of the wrong form");
	}

	@Test
	void namesTheExceptionThatAConstructorThrows() {
		assertThatIllegalArgumentException().isThrownBy(() -> read("{\"name\":\"s3cret\"}", Picky.class))
			.withMessageContaining("UnsupportedOperationException")
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("s3cret"));
	}

	@Test
	void refusesATypeThatCannotBeRead() {
		assertThatIllegalArgumentException().isThrownBy(() -> read("{}", Runnable.class))
			.withMessageContaining("java.lang.Runnable");
	}

	@Test
	void refusesHugeTimestampsQuickly() {
		String digits = "9".repeat(1_000_000);
		assertThatIllegalArgumentException().isThrownBy(() -> read("\"" + digits + "\"", Instant.class));
		assertThatIllegalArgumentException().isThrownBy(() -> read("\"0." + digits + "\"", Instant.class));
	}

	@Test
	void doesNotShowItsValueAsText() {
		assertThat(value("\"s3cret\"").toString()).doesNotContain("s3cret");
	}

	private @Nullable Object read(String json, Type type) {
		return value(json).as(type);
	}

	private RpcValue value(String json) {
		byte[] body = ("{\"result\":" + json + "}").getBytes(StandardCharsets.UTF_8);
		return ((ReceivedResult.Value) this.serializer.deserializeResult(body)).value();
	}

	enum Size {

		@JsonProperty("s")
		SMALL,

		@JsonProperty("m")
		MEDIUM,

		LARGE

	}

	record Picky(String name) {

		Picky {
			throw new UnsupportedOperationException(name);
		}

	}

}
