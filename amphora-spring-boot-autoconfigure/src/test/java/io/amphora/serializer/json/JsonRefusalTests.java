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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.amphora.AmphoraException;
import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcCall;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for bodies that are neither a request nor a response.
 */
@ParameterizedClass
@EnumSource
class JsonRefusalTests {

	private final RpcSerializer serializer;

	JsonRefusalTests(JsonLibrary library) {
		this.serializer = library.serializer();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			``                                   | is empty
			`  `                                 | is empty
			5                                    | is a number, not an object
			[1]                                  | is an array, not an object
			"s3cret"                             | is a string, not an object
			null                                 | is null, not an object
			NaN                                  | is not valid JSON at line 1
			s3cret                               | is not valid JSON at line 1
			{"func":"f"                          | is not valid JSON at line 1
			{"func":"f","args":[NaN]}            | is not valid JSON at line 1
			{"func":"f","args":[01]}             | is not valid JSON at line 1
			{'func':'f'}                         | is not valid JSON at line 1
			{"func":"f",}                        | is not valid JSON at line 1
			{"func":"f"}}                        | is not valid JSON at line 1
			{"func":"f"} s3cret                  | is not valid JSON at line 1
			{"func":"f"} {"func":"s3cret"}       | goes on after the object
			{}                                   | has no "func"
			{"func":null}                        | has no "func"
			{"func":""}                          | has an empty "func"
			{"func":7}                           | has a number as "func", not a string
			{"func":"f","args":{"s3cret":1}}     | has an object as "args", not an array
			{"func":"f","args":"s3cret"}         | has a string as "args", not an array
			{"func":"f","kwargs":["s3cret"]}     | has an array as "kwargs", not an object
			{"func":"f","args":[1e1000000000]}   | has more than 1000 digits when written out
			{"func":"f","args":[1e99999999999999]} | is not valid JSON
			""")
	void refusesABodyThatIsNotARequest(String body, String reason) {
		WrongRequestException thrown = catchThrowableOfType(WrongRequestException.class,
				() -> this.serializer.deserializeCall(bytes(body)));
		checkMessage(thrown, "The body of the request ", reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			``                                         | is empty
			[{"result":5}]                             | is an array, not an object
			{"result":5                                | is not valid JSON at line 1
			{"result":5} 6                             | goes on after the object
			{}                                         | has neither a "result" nor an "exception"
			{"exception":null}                         | has neither a "result" nor an "exception"
			{"exception":"s3cret"}                     | has a string as "exception", not an object
			{"exception":{}}                           | has no "type"
			{"exception":{"type":""}}                  | has an empty "type"
			{"exception":{"type":["s3cret"]}}          | has an array as "type", not a string
			{"exception":{"type":"T","args":"s3cret"}} | has a string as "args", not an array
			{"result":-1e-1000000000}                  | has more than 1000 digits when written out
			""")
	void refusesABodyThatIsNotAResponse(String body, String reason) {
		WrongResultException thrown = catchThrowableOfType(WrongResultException.class,
				() -> this.serializer.deserializeResult(bytes(body)));
		checkMessage(thrown, "The body of the reply ", reason);
	}

	@Test
	void refusesMalformedUtf8() {
		Stream.of(new byte[] { (byte) 0xFF }, new byte[] { (byte) 0xC3 }, new byte[] { (byte) 0xE2, (byte) 0x28 })
			.forEach((wrong) -> {
				byte[] body = bytes("{\"func\":\"f\",\"args\":[\"???\"]}");
				System.arraycopy(wrong, 0, body, 21, wrong.length);
				assertThatExceptionOfType(WrongRequestException.class)
					.isThrownBy(() -> this.serializer.deserializeCall(body))
					.withMessageContaining("is not valid JSON")
					.withNoCause();
			});
	}

	@Test
	void refusesUtf16() {
		byte[] body = "{\"func\":\"f\"}".getBytes(StandardCharsets.UTF_16LE);
		assertThatExceptionOfType(WrongRequestException.class).isThrownBy(() -> this.serializer.deserializeCall(body));
	}

	@Test
	void refusesATruncatedBodyWhereverItEnds() {
		byte[] body = GoldenFile.bytes("request-unicode");
		for (int length = 0; length < body.length; length++) {
			byte[] truncated = Arrays.copyOf(body, length);
			assertThatExceptionOfType(WrongRequestException.class)
				.isThrownBy(() -> this.serializer.deserializeCall(truncated));
		}
	}

	@Test
	void takesTheLastOfTwoMembersOfTheSameName() {
		assertThat(this.serializer.deserializeCall(bytes("{\"func\":\"a\",\"func\":\"b\"}")).function()).isEqualTo("b");
	}

	@Test
	void prefersTheExceptionToTheResult() {
		assertThat(this.serializer.deserializeResult(bytes("{\"exception\":{\"type\":\"T\"},\"result\":5}")))
			.isEqualTo(new ReceivedResult.Failure("T", List.of()));
	}

	@Test
	void refusesToWriteUnserializableValues() {
		List<Object> args = List.of(1, new Unwritable());
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> this.serializer.serializeCall(new RpcCall("f", args, Map.of())))
			.withMessage("The request for 'f' cannot be written as JSON, wrong at args[1].name (IllegalStateException)")
			.havingCause();
		Map<String, Object> kwargs = Map.of("x", List.of(new Unwritable()));
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> this.serializer.serializeCall(new RpcCall("f", List.of(), kwargs)))
			.withMessage(
					"The request for 'f' cannot be written as JSON, wrong at kwargs.x[0].name (IllegalStateException)")
			.havingCause();
		assertThatExceptionOfType(WrongResultException.class)
			.isThrownBy(() -> this.serializer.serializeResult(new RpcResult.Failure("T", args)))
			.withMessage("The result cannot be written as JSON, wrong at args[1].name (IllegalStateException)");
	}

	@Test
	void saysWhereAResultCannotBeWrittenWithoutShowingIt() {
		assertUnwritable(new Unwritable(), ", wrong at name (IllegalStateException)");
		assertUnwritable(Map.of("s3cret", List.of(new Unwritable())), ", wrong at [*][0].name (IllegalStateException)");
		assertUnwritable(Optional.of(new Holder(new Unwritable())), ", wrong at item.name (IllegalStateException)");
	}

	private void assertUnwritable(Object value, String reason) {
		assertThatExceptionOfType(WrongResultException.class)
			.isThrownBy(() -> this.serializer.serializeResult(new RpcResult.Value(value)))
			.withMessageStartingWith("The result cannot be written as JSON" + reason)
			.satisfies((ex) -> assertThat(ex.getMessage()).doesNotContain("s3cret"))
			.havingCause();
	}

	private static void checkMessage(AmphoraException thrown, String start, String reason) {
		assertThat(thrown).hasMessageStartingWith(start).hasMessageContaining(reason).hasNoCause();
		assertThat(thrown.getMessage()).doesNotContain("s3cret");
	}

	private static byte[] bytes(String body) {
		return body.getBytes(StandardCharsets.UTF_8);
	}

	record Holder(Object item) {
	}

	static class Unwritable {

		public String getName() {
			throw new IllegalStateException("s3cret");
		}

	}

}
