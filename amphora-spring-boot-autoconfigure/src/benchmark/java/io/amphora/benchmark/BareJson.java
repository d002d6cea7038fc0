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

package io.amphora.benchmark;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;

/**
 * The JSON that Amphora sends, read and written with nothing but Jackson.
 */
final class BareJson {

	private static final ObjectMapper MAPPER = new ObjectMapper();

	private static final ObjectReader REQUESTS = MAPPER.readerFor(Request.class);

	private static final ObjectReader REPLIES = MAPPER.readerFor(Reply.class);

	private static final ObjectWriter WRITER = MAPPER.writer();

	private BareJson() {
	}

	static byte[] request(String text) throws IOException {
		return WRITER.writeValueAsBytes(new Request("echo", List.of(text), Map.of()));
	}

	static byte[] reply(byte[] request) throws IOException {
		Request read = REQUESTS.readValue(request);
		return WRITER.writeValueAsBytes(new Reply(read.args().get(0)));
	}

	static Object result(byte[] reply) throws IOException {
		Reply read = REPLIES.readValue(reply);
		return read.result();
	}

	record Request(String func, List<Object> args, Map<String, Object> kwargs) {
	}

	record Reply(Object result) {
	}

}
