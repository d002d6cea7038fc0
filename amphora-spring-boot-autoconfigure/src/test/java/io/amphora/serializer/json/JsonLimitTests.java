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

import io.amphora.WrongRequestException;
import io.amphora.WrongResultException;
import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcCall;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SerializerLimits} at work.
 */
@ParameterizedClass
@EnumSource
class JsonLimitTests {

	private static final SerializerLimits LIMITS = new SerializerLimits(5, DataSize.ofBytes(200), 20, 10);

	private final RpcSerializer serializer;

	private final RpcSerializer generous;

	JsonLimitTests(JsonLibrary library) {
		this.serializer = library.serializer(LIMITS);
		this.generous = library.serializer();
	}

	@Test
	void acceptsABodyAtEachLimit() {
		assertThat(result("[[[[5]]]]")).isNotNull();
		assertThat(result("\"" + "a".repeat(20) + "\"")).isNotNull();
		assertThat(result("1234567890")).isNotNull();
		assertThat(result("1e10")).isNotNull();
		assertThat(result("5" + " ".repeat(200 - "{\"result\":5}".length()))).isNotNull();
	}

	@Test
	void refusesABodyThatIsDeeperThanTheLimit() {
		refuses("[[[[[5]]]]]", "is beyond a limit: Document nesting depth (6) exceeds the maximum allowed (5,"
				+ " 'amphora.serializer.max-depth')");
	}

	@Test
	void refusesABodyThatIsDeepEverywhere() {
		String deep = "[".repeat(1_000_000);
		assertThatExceptionOfType(WrongResultException.class)
			.isThrownBy(() -> this.generous.deserializeResult(bytes("{\"result\":" + deep)))
			.withMessageContaining("depth");
	}

	@Test
	void refusesABodyThatIsLargerThanTheLimit() {
		refuses("5" + " ".repeat(201 - "{\"result\":5}".length()),
				"is larger than the limit: 201 bytes of at most 200");
	}

	@Test
	void refusesAStringThatIsLongerThanTheLimit() {
		refuses("\"" + "a".repeat(21) + "\"", "is beyond a limit: String value length (21) exceeds"
				+ " the maximum allowed (20, 'amphora.serializer.max-string-length')");
	}

	@Test
	void refusesANumberThatIsLongerThanTheLimit() {
		refuses("12345678901", "is beyond a limit: Number value length (11) exceeds the maximum allowed (10,"
				+ " 'amphora.serializer.max-number-length')");
	}

	@Test
	void refusesANumberThatIsLongerThanTheLimitOnceWrittenOut() {
		refuses("1e11", "has a number that has more than 10 digits when written out");
		refuses("1e-11", "has a number that has more than 10 digits when written out");
	}

	@Test
	void refusesToWriteABodyThatIsLargerThanTheLimit() {
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> this.serializer.serializeCall(new RpcCall("f", List.of("a".repeat(200)), Map.of())))
			.withMessageContaining("is larger than the limit");
	}

	@Test
	void refusesToWriteAValueThatContainsItself() {
		List<Object> endless = new ArrayList<>();
		endless.add(endless);
		assertThatExceptionOfType(WrongResultException.class)
			.isThrownBy(() -> this.generous.serializeResult(new RpcResult.Value(endless)))
			.withMessageStartingWith("The result cannot be written as JSON, wrong at [0][0]")
			.withMessageContaining(
					"Document nesting depth (101) exceeds the maximum allowed (100, 'amphora.serializer.max-depth')")
			.satisfies((ex) -> assertThat(ex.getMessage()).hasSizeLessThan(400));
	}

	private void refuses(String result, String reason) {
		assertThatExceptionOfType(WrongResultException.class).isThrownBy(() -> result(result))
			.withMessageContaining(reason);
	}

	private ReceivedResult result(String result) {
		return this.serializer.deserializeResult(bytes("{\"result\":" + result + "}"));
	}

	private static byte[] bytes(String body) {
		return body.getBytes(StandardCharsets.UTF_8);
	}

}
