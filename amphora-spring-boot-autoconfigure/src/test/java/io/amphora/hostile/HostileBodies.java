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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Bodies that are no requests and no replies, or hardly. In texts, {@code NAME} stands
 * for the id of the call.
 */
final class HostileBodies {

	/** Deeper than a body may be. */
	private static final int TOO_DEEP = 101;

	private HostileBodies() {
	}

	static List<HostileCase> all() {
		return Stream.of(anything(), requestsAndReplies(), failures(), values()).flatMap(Function.identity()).toList();
	}

	/** What is neither. */
	private static Stream<HostileCase> anything() {
		return Stream.of(both("empty", ""), both("spaces", " ".repeat(10_000)), both("no JSON", "<!DOCTYPE html>"),
				bytes("no text", Bytes.noText(1_000)), bytes("zeros", new byte[1_000]),
				bytes("a compressed file", new byte[] { 31, -117, 8, 0, 0, 0, 0, 0, 0, 0 }), both("null", "null"),
				both("an array", "[]"), both("a number", "5"), both("a text", "\"NAME\""),
				both("an empty object", "{}"), both("cut off", "{\"func\":\"record\",\"result\":\"NA"),
				both("two objects", "{}{}"), both("an object with a comma", "{,}"),
				both("names without quotes", "{func:'record',result:'NAME'}"), both("a name only", "{\"func\"}"),
				both("many levels", "[".repeat(50_000)), both("many levels of objects", "{\"a\":".repeat(50_000)));
	}

	/** What begins well. */
	private static Stream<HostileCase> requestsAndReplies() {
		return Stream.of(
				each("something behind it", "{\"func\":\"record\",\"args\":[\"NAME\"]}x", "{\"result\":\"NAME\"}x"),
				each("a mark in front of it", "\ufeff{\"func\":5}", "\ufeff{\"exception\":5}"),
				HostileCase.bodies(name("UTF-16"), encode("{\"func\":5}", true), encode("{\"exception\":5}", true)),
				each("nothing of what it needs", "{\"result\":\"NAME\"}", "{\"func\":\"record\",\"args\":[\"NAME\"]}"),
				each("what others need, too",
						"{\"result\":{},\"exception\":[],\"id\":5,\"func\":\"record\",\"args\":[\"NAME\"]}",
						"{\"func\":5,\"args\":{},\"id\":[],\"result\":\"NAME\"}")
					.fate(Fate.TAKEN),
				each("null for what it needs", "{\"func\":null}", "{\"exception\":null}"),
				each("an object for what it needs", "{\"func\":{}}", "{\"exception\":{\"type\":{}}}"),
				each("an empty name", "{\"func\":\"\"}", "{\"exception\":{\"type\":\"\"}}"),
				each("a name of control characters", "{\"func\":\"" + "\\u0001".repeat(1_000) + "\"}",
						"{\"exception\":{\"type\":\"" + "\\u0001".repeat(1_000) + "\"}}"),
				each("half a character as the name", "{\"func\":\"\\ud800\"}",
						"{\"exception\":{\"type\":\"\\ud800\"}}"),
				each("a name of 100 kB", "{\"func\":\"" + "n".repeat(100_000) + "\"}",
						"{\"exception\":{\"type\":\"" + "n".repeat(100_000) + "\"}}"),
				each("a name that is reserved", "{\"func\":\"amphora.none\"}",
						"{\"exception\":{\"type\":\"WrongRequest\"}}"));
	}

	private static Stream<HostileCase> failures() {
		return Stream.of(
				each("arguments that are no array", "{\"func\":\"record\",\"args\":{\"0\":\"NAME\"}}",
						"{\"exception\":{\"type\":\"x\",\"args\":{}}}"),
				each("arguments by name that are no object",
						"{\"func\":\"record\",\"args\":[\"NAME\"],\"kwargs\":[\"NAME\"]}",
						"{\"exception\":{\"type\":\"x\",\"args\":[{\"a\":[null,[],{}]}]}}"),
				each("no arguments", "{\"func\":\"record\"}", "{\"exception\":{\"type\":\"AnswerLost\"}}"),
				each("arguments of another type", "{\"func\":\"record\",\"args\":[{\"a\":[]}]}",
						"{\"exception\":{\"type\":\"WrongRequest\",\"args\":[{\"a\":[]}]}}"),
				each("null as the argument", "{\"func\":\"record\",\"args\":[null]}",
						"{\"exception\":{\"type\":\"AnswerLost\",\"args\":[null]}}")
					.fate(Fate.ANY, Fate.REFUSED),
				each("a function that is known, in capitals", "{\"func\":\"RECORD\",\"args\":[\"NAME\"]}",
						"{\"EXCEPTION\":{},\"RESULT\":\"NAME\"}"));
	}

	private static Stream<HostileCase> values() {
		return Stream.of(value("beyond the depth", "[".repeat(TOO_DEEP) + "]".repeat(TOO_DEEP)),
				value("a number of 1,001 digits", "9".repeat(1_001)), value("a large exponent", "1e999999999"),
				value("a small exponent", "-1e-999999999"), value("no number", "NaN"), value("a bare word", "x"),
				value("a control character", "\"\u0001\""), value("half an escape", "\"\\u00\""),
				value("an object for a text", "{\"@class\":\"java.net.URL\"}"));
	}

	/** A value where a text is expected. */
	private static HostileCase value(String what, String value) {
		return each(what, "{\"func\":\"record\",\"args\":[" + value + "]}", "{\"result\":" + value + "}");
	}

	private static HostileCase both(String what, String body) {
		return each(what, body, body);
	}

	private static HostileCase bytes(String what, byte[] body) {
		return HostileCase.bodies(name(what), (id) -> body, (id) -> body);
	}

	static HostileCase each(String what, String request, String reply) {
		return HostileCase.bodies(name(what), encode(request, false), encode(reply, false));
	}

	static Function<String, byte[]> encode(String text, boolean wide) {
		return (id) -> text.replace("NAME", id).getBytes(wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
	}

	private static String name(String what) {
		return "body: " + what;
	}

}
