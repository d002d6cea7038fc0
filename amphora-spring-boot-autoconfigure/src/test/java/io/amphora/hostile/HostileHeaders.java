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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.amphora.hostile.HostileCase.Broker;
import io.amphora.test.RawHeaders;
import io.amphora.test.RawProperties;
import io.amphora.topology.WireHeaders;

/**
 * The headers that Amphora, a broker or a tracer reads, each with values of all types.
 */
final class HostileHeaders {

	/** Given to a message that cannot be read, by whoever reads it, and to no other. */
	private static final String UNREADABLE = "amphora-unreadable";

	/** By these RabbitMQ gives a message to further queues. */
	private static final Set<String> ROUTING = Set.of("CC", "BCC");

	private static final List<String> NAMES = List.of(WireHeaders.INSTANCE, WireHeaders.REQUEST, WireHeaders.RESENT,
			WireHeaders.DELIVERIES, WireHeaders.SENT_AT, WireHeaders.CLOCK, WireHeaders.ALONE, WireHeaders.BATCH,
			UNREADABLE, "x-delivery-count", "x-death", "traceparent", "tracestate", "baggage", "CC", "BCC", "unknown");

	private static final Set<String> READ_AS_NUMBERS = Set.of(WireHeaders.DELIVERIES, WireHeaders.SENT_AT,
			WireHeaders.BATCH);

	/** More than the headers of a message may have together. */
	private static final String LONG_TEXT = "text of 100 kB";

	private static final String DEEP = "tables beyond the limit";

	private static final String NOTHING = "void";

	private static final Set<String> UNKNOWN_TO_ERLANG = Set.of("no number", "infinite");

	/** Larger than the number of deliveries after which a request is given up. */
	private static final Set<String> LARGE = Set.of("largest long", "largest unsigned int", "infinite", "largest float",
			"largest byte", "largest unsigned short", "largest short", "largest int", "largest unsigned byte");

	/** The embedded broker loses messages with these if they have to wait. */
	private static final Set<String> LOST_BY_QPID = Set.of("text of 255 bytes 0xFF", "text of 60 kB", LONG_TEXT,
			"empty table", "least decimal");

	private static final Map<String, byte[]> VALUES = values();

	private HostileHeaders() {
	}

	static List<HostileCase> all() {
		return NAMES.stream()
			.flatMap((name) -> VALUES.entrySet().stream().map((value) -> of(name, value.getKey(), value.getValue())))
			.filter((each) -> READ_AS_NUMBERS.stream().anyMatch(each.name()::startsWith)
					|| UNKNOWN_TO_ERLANG.stream().noneMatch(each.name()::endsWith))
			.toList();
	}

	private static HostileCase of(String name, String what, byte[] value) {
		byte[] fields = RawHeaders.field(name, value);
		HostileCase plain = HostileCase.properties(name + ": " + what, (properties) -> properties.headers(fields))
			.fate(asRequest(name, what), asReply(name, what));
		boolean refused = UNKNOWN_TO_ERLANG.contains(what) || (ROUTING.contains(name) && !what.contains("array"));
		HostileCase carried = LOST_BY_QPID.contains(what) ? plain.lostBy(Broker.EMBEDDED) : plain;
		return refused ? carried.refusedBy(Broker.RABBITMQ) : carried;
	}

	private static Fate asRequest(String name, String what) {
		boolean refused = unreadable(what) || (name.equals(WireHeaders.DELIVERIES) && LARGE.contains(what));
		return refused ? Fate.REFUSED : Fate.TAKEN;
	}

	/** A reply that names another request is not that to the call. */
	private static Fate asReply(String name, String what) {
		if (unreadable(what)) {
			return Fate.REFUSED;
		}
		return (name.equals(WireHeaders.REQUEST) && !what.equals(NOTHING)) ? Fate.DROPPED : Fate.TAKEN;
	}

	private static boolean unreadable(String what) {
		return what.equals(LONG_TEXT) || what.equals(DEEP);
	}

	private static Map<String, byte[]> values() {
		Map<String, byte[]> values = new LinkedHashMap<>();
		values.put("text of 255 bytes 0xFF", RawHeaders.sized('S', Bytes.noText(255)));
		values.put("text of 60 kB", RawHeaders.sized('S', Bytes.noText(60_000)));
		values.put(LONG_TEXT, RawHeaders.sized('S', Bytes.noText(100_000)));
		values.put("empty text", RawHeaders.sized('S'));
		values.put("control characters", RawHeaders.sized('S', Bytes.controlCharacters()));
		values.put("bytes", RawHeaders.sized('x', Bytes.noText(255)));
		values.put("table", RawHeaders.sized('F', RawHeaders.field("a", RawHeaders.value('t', (byte) 1))));
		values.put("empty table", RawHeaders.sized('F'));
		values.put("array", RawHeaders.sized('A', RawHeaders.all(RawHeaders.number('I', 4, 1), RawHeaders.value('V'))));
		values.put("empty array", RawHeaders.sized('A'));
		values.put("array of texts", RawHeaders.sized('A', RawHeaders.sized('S', Bytes.of("nowhere"))));
		values.put("tables up to the limit", RawHeaders.sized('F', RawProperties.nested(19)));
		values.put(DEEP, RawHeaders.sized('F', RawProperties.nested(20)));
		values.put(NOTHING, RawHeaders.value('V'));
		values.put("false", RawHeaders.value('t', (byte) 0));
		values.put("neither true nor false", RawHeaders.value('t', (byte) -1));
		numbers(values);
		return values;
	}

	private static void numbers(Map<String, byte[]> values) {
		values.put("least long", RawHeaders.number('l', 8, Long.MIN_VALUE));
		values.put("largest long", RawHeaders.number('l', 8, Long.MAX_VALUE));
		values.put("-1", RawHeaders.number('l', 8, -1));
		values.put("least int", RawHeaders.number('I', 4, Integer.MIN_VALUE));
		values.put("largest int", RawHeaders.number('I', 4, Integer.MAX_VALUE));
		values.put("largest unsigned int", RawHeaders.number('i', 4, -1));
		values.put("largest short", RawHeaders.number('s', 2, Short.MAX_VALUE));
		values.put("largest unsigned short", RawHeaders.number('u', 2, -1));
		values.put("largest byte", RawHeaders.number('b', 1, Byte.MAX_VALUE));
		values.put("largest unsigned byte", RawHeaders.number('B', 1, -1));
		values.put("least decimal", RawHeaders.value('D', (byte) -1, (byte) -128, (byte) 0, (byte) 0, (byte) 0));
		values.put("no number", RawHeaders.number('d', 8, Double.doubleToLongBits(Double.NaN)));
		values.put("infinite", RawHeaders.number('d', 8, Double.doubleToLongBits(Double.POSITIVE_INFINITY)));
		values.put("largest float", RawHeaders.number('f', 4, Float.floatToIntBits(Float.MAX_VALUE)));
		values.put("least timestamp", RawHeaders.number('T', 8, Long.MIN_VALUE));
		values.put("largest timestamp", RawHeaders.number('T', 8, Long.MAX_VALUE));
	}

}
