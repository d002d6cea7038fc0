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

package io.amphora.hostile;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.amphora.test.RawProperties;
import io.amphora.test.RawProperty;

/**
 * Batches with items that are wrong. In texts, {@code NAME} stands for the id of the
 * call.
 */
final class HostileBatches {

	private static final String REQUEST = "\"func\":\"record\",\"args\":[\"NAME\"]}";

	private static final String REPLY = "\"result\":\"NAME\"}";

	private static final String GOOD = "{\"id\":\"NAME\",";

	/** More than a batch may have. */
	private static final int TOO_MANY = 10_001;

	private HostileBatches() {
	}

	static List<HostileCase> all() {
		return Stream.concat(whole(), items()).toList();
	}

	/** None of the calls can be told from the others. */
	private static Stream<HostileCase> whole() {
		return Stream
			.of(batch("empty body", "", ""), batch("no array", GOOD + REQUEST, GOOD + REPLY),
					batch("a batch in a batch", "[[" + GOOD + REQUEST + "]]", "[[" + GOOD + REPLY + "]]"),
					batch("an item that is no object", "[" + GOOD + REQUEST + ",5]", "[" + GOOD + REPLY + ",null]"),
					batch("an item without an id", "[" + GOOD + REQUEST + ",{" + REQUEST + "]",
							"[" + GOOD + REPLY + ",{" + REPLY + "]"),
					batch("an id that is a number", "[{\"id\":5," + REQUEST + "]", "[{\"id\":5," + REPLY + "]"),
					batch("too many items", "[" + many(REQUEST) + "]", "[" + many(REPLY) + "]"),
					batch("cut off", "[" + GOOD + REQUEST, "[" + GOOD + REPLY),
					batch("an expiration that is too long",
							"[" + GOOD + "\"expiration\":" + "9".repeat(30) + "," + REQUEST + "]",
							"[" + GOOD + "\"expiration\":" + "9".repeat(30) + "," + REPLY + "]"))
			.map((each) -> each.fate(Fate.REFUSED, Fate.DROPPED));
	}

	/** Each call is for itself. */
	private static Stream<HostileCase> items() {
		return Stream.of(batch("no items", "[]", "[]").fate(Fate.DROPPED),
				batch("an empty id", "[{\"id\":\"\"," + REQUEST + "]", "[{\"id\":\"\"," + REPLY + "]").fate(Fate.ANY,
						Fate.DROPPED),
				batch("an id that is too long", "[{\"id\":\"" + "i".repeat(300) + "\"," + REQUEST + "]",
						"[{\"id\":\"" + "i".repeat(300) + "\"," + REPLY + "]")
					.fate(Fate.DROPPED),
				batch("a good item and a bad one", "[" + GOOD + REQUEST + ",{\"id\":\"x\",\"func\":5}]",
						"[" + GOOD + REPLY + ",{\"id\":\"x\",\"exception\":5}]")
					.fate(Fate.TAKEN),
				batch("a bad item", "[" + GOOD + "\"func\":5}]", "[" + GOOD + "\"exception\":5}]").fate(Fate.REFUSED),
				batch("an item twice", "[" + GOOD + REQUEST + "," + GOOD + REQUEST + "]",
						"[" + GOOD + REPLY + "," + GOOD + REPLY + "]")
					.fate(Fate.TAKEN),
				batch("an item that has expired", "[" + GOOD + "\"expiration\":-1," + REQUEST + "]",
						"[" + GOOD + "\"expiration\":-1," + REPLY + "]")
					.fate(Fate.DROPPED, Fate.TAKEN),
				batch("an item without limit", "[" + GOOD + "\"expiration\":9223372036854775807," + REQUEST + "]",
						"[" + GOOD + "\"alone\":[[]]," + REPLY + "]")
					.fate(Fate.TAKEN),
				batch("headers that are no texts",
						"[" + GOOD + "\"headers\":{\"amphora-resent\":[],\"a\":{\"b\":5}}," + REQUEST + "]",
						"[" + GOOD + "\"headers\":[5]," + REPLY + "]")
					.fate(Fate.TAKEN),
				batch("headers of Amphora",
						"[" + GOOD + "\"headers\":{\"amphora-unreadable\":\"BODY\"}," + REQUEST + "]",
						"[" + GOOD + "\"headers\":{\"amphora-request\":\"x\"}," + REPLY + "]")
					.fate(Fate.TAKEN),
				batch("an item that asks for the call alone", "[" + GOOD + "\"alone\":true," + REQUEST + "]",
						"[" + GOOD + "\"alone\":true," + REPLY + "]")
					.fate(Fate.TAKEN, Fate.DROPPED));
	}

	private static String many(String item) {
		return IntStream.range(0, TOO_MANY)
			.mapToObj((number) -> "{\"id\":\"i" + number + "\"," + item)
			.collect(Collectors.joining(","));
	}

	private static HostileCase batch(String what, String request, String reply) {
		return HostileCase
			.bodies("batch: " + what, HostileBodies.encode(request, false), HostileBodies.encode(reply, false))
			.with(HostileBatches::typed);
	}

	static RawProperties typed(RawProperties properties) {
		return properties.text(RawProperty.CONTENT_TYPE, HostileProperties.BATCH);
	}

}
