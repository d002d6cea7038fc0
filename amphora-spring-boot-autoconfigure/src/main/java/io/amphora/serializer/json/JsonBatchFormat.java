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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.BatchItem;

/**
 * Represents batches as JSON arrays. Each item is the object of its single message,
 * preceded by the members of the batch.
 */
final class JsonBatchFormat implements BatchFormat {

	private static final int MEMBERS = 100;

	private final JsonEngine<?, ?, ?> engine;

	private final SerializerLimits limits;

	JsonBatchFormat(JsonEngine<?, ?, ?> engine, SerializerLimits limits) {
		this.engine = engine;
		this.limits = limits;
	}

	@Override
	public String contentType() {
		return "application/vnd.amphora.batch+json";
	}

	@Override
	public byte[] join(List<BatchItem> items) {
		int size = items.stream().mapToInt((item) -> item.body().length + MEMBERS).sum();
		ByteArrayOutputStream body = new ByteArrayOutputStream(size);
		body.write('[');
		String separator = "";
		for (BatchItem item : items) {
			body.writeBytes(members(separator, item).getBytes(StandardCharsets.UTF_8));
			body.write(item.body(), 1, item.body().length - 1);
			separator = ",";
		}
		body.write(']');
		return body.toByteArray();
	}

	private static String members(String separator, BatchItem item) {
		StringBuilder members = new StringBuilder(MEMBERS).append(separator)
			.append("{\"")
			.append(JsonNames.ID)
			.append("\":");
		quote(item.id(), members);
		Duration remaining = item.remaining();
		if (remaining != null) {
			members.append(",\"").append(JsonNames.EXPIRATION).append("\":").append(Math.max(1, remaining.toMillis()));
		}
		if (item.alone()) {
			members.append(",\"").append(JsonNames.ALONE).append("\":true");
		}
		if (!item.headers().isEmpty()) {
			members.append(",\"").append(JsonNames.HEADERS).append("\":");
			appendHeaders(item.headers(), members);
		}
		return members.append(',').toString();
	}

	private static void appendHeaders(Map<String, String> headers, StringBuilder members) {
		char before = '{';
		for (Map.Entry<String, String> header : headers.entrySet()) {
			quote(header.getKey(), members.append(before));
			quote(header.getValue(), members.append(':'));
			before = ',';
		}
		members.append('}');
	}

	private static void quote(String text, StringBuilder json) {
		json.append('"');
		for (int i = 0; i < text.length(); i++) {
			char character = text.charAt(i);
			if (character < ' ' || Character.isSurrogate(character)) {
				json.append("\\u%04x".formatted((int) character));
			}
			else {
				if (character == '"' || character == '\\') {
					json.append('\\');
				}
				json.append(character);
			}
		}
		json.append('"');
	}

	@Override
	public List<BatchItem> split(byte[] body) {
		try {
			this.limits.checkBatch(body);
			return this.engine.items(body);
		}
		catch (JsonProblem ex) {
			throw new IllegalArgumentException("The body of the batch " + ex.getMessage());
		}
	}

}
