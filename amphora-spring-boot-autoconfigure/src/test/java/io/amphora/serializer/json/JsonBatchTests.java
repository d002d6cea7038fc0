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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import io.amphora.WrongResultException;
import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.BatchItem;
import io.amphora.serializer.ReceivedCall;
import io.amphora.serializer.RpcSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.fail;

/**
 * Tests for batches in JSON.
 */
class JsonBatchTests {

	private static final byte[] CALL = bytes("{\"func\":\"add\",\"args\":[\"\u00e4\",[{}]],\"kwargs\":{}}");

	@ParameterizedTest
	@EnumSource
	void writesItemsAsCallsWithMembersOfTheirOwn(JsonLibrary library) {
		byte[] body = format(library)
			.join(List.of(new BatchItem("a\"\u0001\ud83d\ude00", Duration.ofMillis(70), Map.of("h", "v"), false, CALL),
					new BatchItem("b", null, Map.of(), true, bytes("{\"result\":5}"))));
		assertThat(new String(body, StandardCharsets.UTF_8))
			.isEqualTo("[{\"id\":\"a\\\"\\u0001\\ud83d\\ude00\",\"expiration\":70,\"headers\":{\"h\":\"v\"},"
					+ "\"func\":\"add\",\"args\":[\"\u00e4\",[{}]],\"kwargs\":{}},"
					+ "{\"id\":\"b\",\"alone\":true,\"result\":5}]");
	}

	@ParameterizedTest
	@EnumSource
	void batchWithoutItemsIsAnEmptyArray(JsonLibrary library) {
		byte[] body = format(library).join(List.of());
		assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("[]");
		assertThat(format(library).split(body)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void readsWhatItWrites(JsonLibrary library) {
		List<BatchItem> items = format(library).split(format(library)
			.join(List.of(new BatchItem("\u00e4\"\ud83d\ude00", Duration.ofMillis(70), Map.of("h", "v"), false, CALL),
					new BatchItem("b", null, Map.of(), true, CALL))));
		assertThat(items).extracting(BatchItem::id).containsExactly("\u00e4\"\ud83d\ude00", "b");
		assertThat(items).extracting(BatchItem::remaining).containsExactly(Duration.ofMillis(70), null);
		assertThat(items).extracting(BatchItem::alone).containsExactly(false, true);
		assertThat(items.get(0).headers()).containsExactly(Map.entry("h", "v"));
		ReceivedCall call = library.serializer().deserializeCall(items.get(1).body());
		assertThat(call.function()).isEqualTo("add");
		assertThat(call.args().get(0).as(String.class)).isEqualTo("\u00e4");
	}

	@ParameterizedTest
	@EnumSource
	void readsMembersInAnyOrderAndIgnoresOthers(JsonLibrary library) {
		byte[] body = bytes(
				" [ {\"func\":\"f\",\"x\":[{\"id\":1}],\"expiration\":\"soon\",\"headers\":{\"n\":{}},\"id\":\"i\"} ] ");
		BatchItem item = format(library).split(body).get(0);
		assertThat(item.id()).isEqualTo("i");
		assertThat(item.remaining()).isNull();
		assertThat(item.headers()).isEmpty();
		assertThat(library.serializer().deserializeCall(item.body()).function()).isEqualTo("f");
	}

	@ParameterizedTest
	@EnumSource
	void refusesABodyThatIsNotABatch(JsonLibrary library) {
		for (String body : List.of("", "{}", "[1]", "[{}]", "[[]]", "[{\"id\":1}]", "[{\"id\":\"a\"}", "[] []",
				"[{\"id\":\"a\",\"expiration\":1e9999}", "[{\"id\":\"a\",\"expiration\":" + "9".repeat(500_000) + "}]",
				"[{\"id\":\"a\",\"expiration\":99999999999999999999}]", "[" + "{\"id\":\"a\"},".repeat(10_001) + "{}]",
				"[{\"id\":\"a\",\"x\":" + "[".repeat(5000))) {
			assertThatIllegalArgumentException().as(body).isThrownBy(() -> format(library).split(bytes(body)));
		}
	}

	@ParameterizedTest
	@EnumSource
	void itemBeyondALimitDoesNotHurtItsNeighbours(JsonLibrary library) {
		RpcSerializer serializer = library.serializer(new SerializerLimits(4, DataSize.ofBytes(200), 20, 10));
		List<String> bad = List.of("12345678901", "\"" + "x".repeat(21) + "\"", "[[[[]]]]",
				"[".repeat(990) + "]".repeat(990), "[" + "1,".repeat(200) + "1]", "{\"" + "x".repeat(60_000) + "\":1}");
		for (String value : bad) {
			List<BatchItem> items = serializer.batchFormat()
				.split(bytes("[{\"id\":\"a\",\"result\":[[[]]]},{\"id\":\"b\",\"result\":" + value
						+ "},{\"id\":\"c\",\"result\":5}]"));
			assertThat(items).extracting(BatchItem::id).containsExactly("a", "b", "c");
			assertThatCode(() -> serializer.deserializeResult(items.get(0).body())).doesNotThrowAnyException();
			assertThatExceptionOfType(WrongResultException.class)
				.isThrownBy(() -> serializer.deserializeResult(items.get(1).body()));
			assertThatCode(() -> serializer.deserializeResult(items.get(2).body())).doesNotThrowAnyException();
		}
	}

	@ParameterizedTest
	@EnumSource
	void refusesABodyThatIsFarLargerThanOneMessage(JsonLibrary library) {
		RpcSerializer serializer = library.serializer(new SerializerLimits(4, DataSize.ofBytes(200), 20, 10));
		byte[] body = bytes("[{\"id\":\"a\",\"x\":[" + "1,".repeat(600_000) + "1]}]");
		assertThatIllegalArgumentException().isThrownBy(() -> serializer.batchFormat().split(body));
	}

	@ParameterizedTest
	@EnumSource
	void refusesTooManyHeaders(JsonLibrary library) {
		String item = "{\"id\":\"a\",\"headers\":{" + "\"h\":\"\",".repeat(49_999) + "\"h\":\"\"}}";
		assertThat(format(library).split(bytes("[" + item + "," + item + "]"))).hasSize(2);
		String further = "{\"id\":\"a\",\"headers\":{\"h\":\"\"}}";
		assertThatIllegalArgumentException()
			.isThrownBy(() -> format(library).split(bytes("[" + item + "," + item + "," + further + "]")))
			.withMessage("The body of the batch has too many headers");
	}

	@ParameterizedTest
	@EnumSource
	void survivesAnyBytes(JsonLibrary library) {
		BatchFormat format = format(library);
		byte[] good = format.join(List.of(new BatchItem("a", Duration.ofMillis(7), Map.of("h", "v"), false, CALL),
				new BatchItem("b", null, Map.of(), true, CALL)));
		for (int seed = 0; seed < 20_000; seed++) {
			SplittableRandom random = new SplittableRandom(seed);
			byte[] body = good.clone();
			for (int i = random.nextInt(1, 5); i > 0; i--) {
				body[random.nextInt(body.length)] = (byte) random.nextInt(256);
			}
			try {
				if (format.split(body).stream().anyMatch((item) -> item.body().length <= 1)) {
					fail("seed %d", seed);
				}
			}
			catch (IllegalArgumentException ex) {
				assertThat(ex).hasMessageStartingWith("The body of the batch ");
			}
		}
	}

	private static BatchFormat format(JsonLibrary library) {
		return library.serializer().batchFormat();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}
