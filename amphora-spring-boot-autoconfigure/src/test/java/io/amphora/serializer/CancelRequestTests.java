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

package io.amphora.serializer;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.serializer.json.Jackson3RpcSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CancelRequest}.
 */
class CancelRequestTests {

	private final RpcSerializer serializer = new Jackson2RpcSerializer();

	@Test
	void isACallThatEachSerializerReads() {
		CancelRequest request = new CancelRequest(new LinkedHashSet<>(List.of("a", "b")));
		byte[] body = this.serializer.serializeCall(request.toCall());
		assertThat(body).asString().contains("\"amphora.cancel\"").contains("[[\"a\",\"b\"]]");
		assertThat(CancelRequest.of(this.serializer.deserializeCall(body))).isEqualTo(request);
		assertThat(CancelRequest.of(new Jackson3RpcSerializer(new JsonMapper()).deserializeCall(body)))
			.isEqualTo(request);
	}

	@Test
	void largestRequestIsMuchSmallerThanTheMaximum() {
		Set<String> ids = IntStream.range(0, CancelRequest.MAX_IDS)
			.mapToObj("%022d"::formatted)
			.collect(Collectors.toSet());
		assertThat(this.serializer.serializeCall(new CancelRequest(ids).toCall()))
			.hasSizeLessThan(CancelRequest.MAX_BODY / 10);
	}

	@Test
	void furtherArgumentsAndFunctionsAreLeftToLaterVersions() {
		assertThat(read("{\"func\":\"amphora.cancel\",\"args\":[[\"a\"],5],\"kwargs\":{\"why\":{}}}").ids())
			.containsExactly("a");
		assertThat(read("{\"func\":\"amphora.later\",\"args\":[],\"kwargs\":{}}")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "null", "5", "\"a\"", "{\"a\":1}", "[null]", "[\"\"]", "[5]", "[[\"a\"]]" })
	void argumentThatIsNotAListOfIdsIsRefused(String argument) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> read("{\"func\":\"amphora.cancel\",\"args\":[%s],\"kwargs\":{}}".formatted(argument)));
	}

	@Test
	void tooManyAndTooLongIdsAreRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> read(Collections.nCopies(CancelRequest.MAX_IDS + 1, "a")));
		assertThatIllegalArgumentException().isThrownBy(() -> read(List.of("a".repeat(256))));
		assertThat(read(List.of("a".repeat(255))).ids()).hasSize(1);
	}

	private CancelRequest read(List<String> ids) {
		RpcCall call = new RpcCall(CancelRequest.FUNCTION, List.of(ids), Map.of());
		return CancelRequest.of(this.serializer.deserializeCall(this.serializer.serializeCall(call)));
	}

	private CancelRequest read(String body) {
		return CancelRequest.of(this.serializer.deserializeCall(body.getBytes(UTF_8)));
	}

}
