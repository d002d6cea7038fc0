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

package io.amphora.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Valid requests and responses to begin with, and fragments that are likely to hurt.
 */
final class Corpus {

	private static final List<String> REQUESTS = List.of("{\"func\":\"add\",\"args\":[2,3],\"kwargs\":{}}",
			"{\"func\":\"add\",\"args\":[],\"kwargs\":{\"x\":1,\"y\":-7}}",
			"{\"func\":\"dotted.name\",\"args\":[{\"a\":[1,2.5,null,true,\"\\u00e4\\ud83d\\ude00\"]}],\"kwargs\":{}}",
			"{\"func\":\"item\",\"args\":[{\"name\":\"n\",\"count\":1,\"part\":{\"name\":\"p\",\"count\":2,"
					+ "\"part\":null,\"labels\":[]},\"labels\":[\"a\",\"b\"]}],\"kwargs\":{}}",
			"{\"func\":\"items\",\"args\":[[]],\"kwargs\":{\"byName\":{\"k\":{\"name\":\"n\",\"count\":1}}}}",
			"{\"func\":\"colours\",\"args\":[{\"RED\":[1,2],\"GREEN\":[9223372036854775807]}]}",
			"{\"func\":\"numbers\",\"args\":[-1,2.5,1e10,3.14159265358979323846,123456789012345678901234567890]}",
			"{\"func\":\"times\",\"args\":[\"2026-01-02T03:04:05Z\",\"2026-01-02\",\"PT1.5S\","
					+ "\"123e4567-e89b-12d3-a456-426614174000\"]}",
			"{\"func\":\"sum\",\"args\":[1,2,3,4,5]}",
			"{\"func\":\"bytes\",\"args\":[\"AAECAw==\",true,\"x\",null],\"kwargs\":null}");

	private static final List<String> RESPONSES = List.of("{\"result\":5}", "{\"result\":null}",
			"{\"result\":\"2026-01-02T03:04:05Z\"}", "{\"result\":[1,2,3]}", "{\"result\":3.0e2}",
			"{\"result\":{\"name\":\"n\",\"count\":1,\"part\":null,\"labels\":[\"a\"]}}",
			"{\"exception\":{\"type\":\"ValueError\",\"args\":[\"x\",-5]}}",
			"{\"exception\":{\"type\":\"WrongRequest\",\"args\":[\"no function\"]}}",
			"{\"result\":1,\"exception\":null}");

	private static final List<String> FRAGMENTS = List.of("{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800",
			"\\u0000", "\u0000", "\ufeff", "null", "true", "NaN", "Infinity", "-Infinity", "-", "-0", "0x1F", "01",
			"1.", ".5", "1e", "1e999999999", "1e-999999999", "9223372036854775808", "-2147483649", "2147483648",
			"\"func\":", "\"args\":", "\"kwargs\":", "\"result\":", "\"exception\":", "\"type\":",
			"\"func\":\"hashCode\",", "\"func\":\"getClass\",", "\"func\":\"toString\",", "\"func\":\"wait\",",
			"\"func\":\"delete\",", "\"func\":\"compareTo\",", "\"@class\":\"java.net.URL\",",
			"\"@type\":\"java.lang.ProcessBuilder\",", "{\"$ref\":\"#\"}", "__proto__", "/*", "*/", "//",
			"<!ENTITY x SYSTEM \"file:///\">", "${jndi:ldap://x}", "#{T(java.lang.Runtime)}", "'", " ", "\n", "{}",
			"[]", "[[]]", "{\"\":{}}", "\"\"", "PT-1S", "+999999999-12-31");

	private Corpus() {
	}

	static byte[] request(RandomGenerator random) {
		return pick(random, REQUESTS).getBytes(StandardCharsets.UTF_8);
	}

	static byte[] response(RandomGenerator random) {
		return pick(random, RESPONSES).getBytes(StandardCharsets.UTF_8);
	}

	static byte[] fragment(RandomGenerator random) {
		return pick(random, FRAGMENTS).getBytes(StandardCharsets.UTF_8);
	}

	static <T> T pick(RandomGenerator random, List<T> choices) {
		return choices.get(random.nextInt(choices.size()));
	}

}
