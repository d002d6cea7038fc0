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

import java.io.File;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;

import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;
import io.amphora.test.PartialClassPath;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for an application that has Jackson 2 only.
 */
class MissingJackson3Tests {

	@Test
	void worksWithJackson2() throws Exception {
		try (URLClassLoader classes = PartialClassPath
			.without((jar) -> jar.toString().contains("tools" + File.separator + "jackson"))) {
			assertThatExceptionOfType(ClassNotFoundException.class)
				.isThrownBy(() -> classes.loadClass("tools.jackson.databind.JsonNode"));
			Method roundTrip = classes.loadClass(RoundTrip.class.getName()).getDeclaredMethod("run");
			roundTrip.setAccessible(true);
			assertThat(roundTrip.invoke(null)).isEqualTo("{\"result\":[5]}");
		}
	}

	static final class RoundTrip {

		private RoundTrip() {
		}

		static String run() {
			RpcSerializer serializer = new Jackson2RpcSerializer();
			byte[] body = "{\"result\":[5]}".getBytes(StandardCharsets.UTF_8);
			ReceivedResult.Value result = (ReceivedResult.Value) serializer.deserializeResult(body);
			Object value = result.value().as(Object.class);
			return new String(serializer.serializeResult(new RpcResult.Value(value)), StandardCharsets.UTF_8);
		}

	}

}
