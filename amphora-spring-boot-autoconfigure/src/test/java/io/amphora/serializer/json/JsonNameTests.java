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
import java.util.Objects;
import java.util.stream.Collectors;

import io.amphora.WrongRequestException;
import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.RpcSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for names of members that collide in the tables of Jackson's parsers.
 */
@ParameterizedClass
@EnumSource(names = { "JACKSON_3", "JACKSON_2" })
class JsonNameTests {

	/** More than a table of this size takes before Jackson suspects an attack. */
	private static final int TOO_MANY = 600;

	/** In one body, these are fine. */
	private static final int FEW = 20;

	private final RpcSerializer serializer;

	JsonNameTests(JsonLibrary library) {
		this.serializer = library.serializer();
	}

	@Test
	void namesOfOneBodyDoNotFailAnother() {
		List<String> names = colliding(TOO_MANY + FEW);
		assertThatExceptionOfType(WrongRequestException.class)
			.isThrownBy(() -> this.serializer.deserializeCall(call(names.subList(0, TOO_MANY))))
			.withMessageContaining("beyond a limit");
		assertThatCanBeRead(names.subList(TOO_MANY, TOO_MANY + FEW));
	}

	@Test
	void namesOfManyBodiesDoNotFailAnother() {
		List<String> names = colliding(TOO_MANY + FEW);
		for (int i = 0; i < names.size(); i += FEW) {
			assertThatCanBeRead(names.subList(i, i + FEW));
		}
	}

	@Test
	void namesOfOneBatchDoNotFailAnother() {
		List<String> names = colliding(TOO_MANY + FEW);
		BatchFormat format = Objects.requireNonNull(this.serializer.batchFormat());
		assertThatIllegalArgumentException().isThrownBy(() -> format.split(batch(object(names.subList(0, TOO_MANY)))));
		assertThat(format.split(batch(object(names.subList(TOO_MANY, TOO_MANY + FEW))))).hasSize(1);
	}

	private void assertThatCanBeRead(List<String> names) {
		assertThat(this.serializer.deserializeCall(call(names)).args()).hasSize(1);
	}

	private static byte[] batch(String members) {
		return ("[{\"id\":\"1\",\"args\":" + members + "}]").getBytes(StandardCharsets.UTF_8);
	}

	private static byte[] call(List<String> names) {
		return ("{\"func\":\"f\",\"args\":[" + object(names) + "]}").getBytes(StandardCharsets.UTF_8);
	}

	private static String object(List<String> names) {
		return names.stream().map((name) -> "\"" + name + "\":1").collect(Collectors.joining(",", "{", "}"));
	}

	/** Jackson adds up what follows the first 12 characters, four at a time. */
	private static List<String> colliding(int count) {
		List<String> names = new ArrayList<>();
		for (int bits = 0; names.size() < count; bits++) {
			if (Integer.bitCount(bits) == 7) {
				StringBuilder name = new StringBuilder("xxxxxxxxxxxx");
				for (int i = 0; i < 16; i++) {
					name.append((((bits >> i) & 1) == 1) ? "AaAa" : "BBBB");
				}
				names.add(name.toString());
			}
		}
		return names;
	}

}
