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

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import io.amphora.hostile.HostileCase.Broker;

/**
 * Bodies as large as they may be, or larger: a part is repeated until they are.
 *
 * @param limit how many bytes a body may have
 */
record LargeBodies(int limit) {

	private static final int MEGABYTE = 1024 * 1024;

	/** Newer versions take messages of 16 MB, the others of 128 MB. */
	private static final int LARGEST_OF_RABBITMQ_4 = 16 * MEGABYTE;

	/** What takes at least as many bytes as the number that is put there. */
	private static final String NUMBERED = "NUMBERED";

	static List<HostileCase> around(int limit) {
		return new LargeBodies(limit).all();
	}

	private List<HostileCase> all() {
		return Stream.of(unused(), names(), values(), batches(), beyond()).flatMap(Function.identity()).toList();
	}

	/** Large in what nobody asks for. */
	private Stream<HostileCase> unused() {
		Frame request = new Frame("{\"func\":\"record\",\"args\":[\"NAME\"],\"x\":[\"", "\"]}");
		Frame reply = new Frame("{\"result\":\"NAME\",\"x\":[\"", "\"]}");
		return Stream
			.of(json("a text that is not used", request, reply, "x"),
					json("escapes that are not used", request, reply, "\\u0001"),
					json("texts that are not used", request, reply, "\",\""),
					json("arrays that are not used", request, reply, "\",[],\""))
			.map((each) -> each.fate(Fate.TAKEN));
	}

	private Stream<HostileCase> names() {
		Frame request = new Frame("{\"func\":\"", "\"}");
		Frame reply = new Frame("{\"exception\":{\"type\":\"", "\"}}");
		return Stream.of(json("a name", request, reply, "n"), json("a name of escapes", request, reply, "\\u0001"),
				json("a name that is cut off", new Frame("{\"func\":\"", ""), new Frame("{\"result\":\"", ""), "n"));
	}

	private Stream<HostileCase> values() {
		Frame request = new Frame("{\"func\":\"record\",\"args\":[[1", "]]}");
		Frame reply = new Frame("{\"result\":[1", "]}");
		Frame failure = new Frame("{\"exception\":{\"type\":\"x\",\"args\":[1", "]}}");
		return Stream.of(json("numbers", request, reply, ",1"), json("objects", request, failure, ",{}"),
				json("arrays", request, failure, ",[[]]"), json("digits", request, reply, "9"),
				json("levels", new Frame("{\"func\":\"record\",\"args\":", ""), new Frame("{\"result\":", ""), "["),
				json("members", new Frame("{\"func\":\"record\",\"kwargs\":{\"x\":1", "}}"),
						new Frame("{\"result\":{\"x\":1", "}}"), ",\"NUMBERED\":1"),
				json("a text of escapes", new Frame("{\"func\":\"record\",\"args\":[\"", "\"]}"),
						new Frame("{\"result\":[\"", "\"]}"), "\\u0001")
					.fate(Fate.ANY, Fate.REFUSED),
				json("spaces", Frame.NONE, Frame.NONE, " "), json("no JSON", Frame.NONE, Frame.NONE, "\u0000"));
	}

	private Stream<HostileCase> batches() {
		String item = ",{\"id\":\"NUMBERED\",\"func\":5,\"x\":\"" + "x".repeat(Math.max(1_000, this.limit / 10_000))
				+ "\"}";
		Frame request = new Frame("[{\"id\":\"NAME\",\"func\":\"record\",\"args\":[\"NAME\"]}", "]");
		Frame reply = new Frame("[{\"id\":\"NAME\",\"result\":\"NAME\"}", "]");
		Frame nothing = new Frame("[{}", "]");
		return Stream
			.of(json("as many items as there may be", request, reply, item).fate(Fate.TAKEN),
					json("an id", new Frame("[{\"func\":\"record\",\"args\":[\"NAME\"],\"id\":\"", "\"}]"),
							new Frame("[{\"result\":\"NAME\",\"id\":\"", "\"}]"), "i")
						.fate(Fate.DROPPED),
					json("items of nothing", nothing, nothing, ",{}").fate(Fate.REFUSED, Fate.DROPPED),
					json("more than is read, of a batch", nothing, nothing, ",{}", this.limit + 2 * MEGABYTE)
						.fate(Fate.REFUSED, Fate.DROPPED))
			.map((each) -> each.with(HostileBatches::typed));
	}

	private Stream<HostileCase> beyond() {
		Frame request = new Frame("{\"func\":\"record\",\"args\":[\"NAME\"],\"x\":\"", "\"}");
		Frame reply = new Frame("{\"result\":\"NAME\",\"x\":\"", "\"}");
		return Stream.of(json("one byte too many", request, reply, "x", this.limit + 1),
				json("a megabyte too many", request, reply, "x", this.limit + MEGABYTE),
				json("more than is read", request, reply, "x", this.limit + 2 * MEGABYTE),
				json("far more than is read", request, reply, "x", 3 * this.limit),
				json("more than the Java client reads by default", request, reply, "x", 4 * this.limit + 1));
	}

	private HostileCase json(String what, Frame request, Frame reply, String repeated) {
		return json(what, request, reply, repeated, this.limit);
	}

	private HostileCase json(String what, Frame request, Frame reply, String repeated, int size) {
		HostileCase plain = HostileCase.bodies("large: " + what, request.filled(repeated, size),
				reply.filled(repeated, size));
		return (size > LARGEST_OF_RABBITMQ_4) ? plain.refusedBy(Broker.RABBITMQ_4) : plain;
	}

	/**
	 * What stands before and behind the part that is repeated. Spaces follow up to the
	 * size.
	 *
	 * @param begin how the body begins
	 * @param end how it ends
	 */
	private record Frame(String begin, String end) {

		static final Frame NONE = new Frame("", "");

		Function<String, byte[]> filled(String repeated, int size) {
			return (id) -> {
				byte[] body = new byte[size];
				Arrays.fill(body, (byte) ' ');
				byte[] first = Bytes.of(this.begin.replace("NAME", id));
				byte[] last = Bytes.of(this.end);
				System.arraycopy(first, 0, body, 0, first.length);
				System.arraycopy(last, 0, body, fill(body, first.length, repeated, last.length), last.length);
				return body;
			};
		}

		private static int fill(byte[] body, int from, String repeated, int left) {
			if (!repeated.contains(NUMBERED)) {
				return fill(body, from, Bytes.of(repeated), left);
			}
			int at = from;
			for (int number = 0; at + repeated.length() + left < body.length; number++) {
				byte[] part = Bytes.of(repeated.replace(NUMBERED, Integer.toString(number)));
				System.arraycopy(part, 0, body, at, part.length);
				at += part.length;
			}
			return at;
		}

		private static int fill(byte[] body, int from, byte[] part, int left) {
			int end = body.length - left - (body.length - left - from) % part.length;
			System.arraycopy(part, 0, body, from, part.length);
			for (int done = part.length; from + done < end; done = Math.min(2 * done, end - from)) {
				System.arraycopy(body, from, body, from + done, Math.min(done, end - from - done));
			}
			return end;
		}

	}

}
