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

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.RpcValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the bodies of responses.
 */
@ParameterizedClass
@EnumSource
class JsonResponseTests {

	private static final List<@Nullable Object> ARGS = Arrays.asList("x", -5, new BigDecimal("2.5"), true, null,
			List.of(1, Long.MAX_VALUE), Map.of("k", "v"));

	private final RpcSerializer serializer;

	JsonResponseTests(JsonLibrary library) {
		this.serializer = library.serializer();
	}

	@Test
	void writesAndReadsAValue() {
		assertThat(write(new RpcResult.Value(5))).isEqualTo(GoldenFile.text("response-value"));
		assertThat(value("response-value").as(int.class)).isEqualTo(5);
	}

	@Test
	void writesAndReadsNothing() {
		assertThat(write(new RpcResult.Value(null))).isEqualTo(GoldenFile.text("response-null"));
		RpcValue value = value("response-null");
		assertThat(value.isNull()).isTrue();
		assertThat(value.as(String.class)).isNull();
		assertThat(value.as(Object.class)).isNull();
	}

	@Test
	void writesAndReadsARecord() {
		assertThat(write(new RpcResult.Value(new Part(2, "nut")))).isEqualTo(GoldenFile.text("response-record"));
		assertThat(value("response-record").as(Part.class)).isEqualTo(new Part(2, "nut"));
	}

	@Test
	void ignoresUnknownMembersAndAnExceptionThatIsNull() {
		assertThat(value("response-unknown-members").as(int[].class)).isEqualTo(new int[] { 1, 2 });
	}

	@Test
	void writesAndReadsAFailure() {
		assertThat(write(new RpcResult.Failure("ValueError", ARGS))).isEqualTo(GoldenFile.text("response-exception"));
		assertThat(read("response-exception")).isEqualTo(new ReceivedResult.Failure("ValueError", ARGS));
	}

	@Test
	void readsAFailureWithoutArguments() {
		assertThat(read("response-exception-without-args"))
			.isEqualTo(new ReceivedResult.Failure("KeyError", List.of()));
	}

	private String write(RpcResult result) {
		return new String(this.serializer.serializeResult(result), StandardCharsets.UTF_8);
	}

	private RpcValue value(String file) {
		return ((ReceivedResult.Value) read(file)).value();
	}

	private ReceivedResult read(String file) {
		return this.serializer.deserializeResult(GoldenFile.bytes(file));
	}

}
