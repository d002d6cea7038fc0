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

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonTokenId;
import io.amphora.serializer.BatchItem;
import org.jspecify.annotations.Nullable;

/**
 * Finds the items of a batch without reading the calls or results in them. For one body
 * and one thread.
 */
final class JsonBatchReader {

	/** Maximum number of items, as even small ones cost more than their bytes. */
	private static final int MAX_ITEMS = 10_000;

	/** Maximum number of headers of all items. */
	private static final int MAX_HEADERS = 100_000;

	/** Maximum length of a {@code long}. Longer numbers take long to parse. */
	private static final int MAX_DIGITS = 20;

	private final JsonEngine.Tokens<?> tokens;

	private final byte[] body;

	private @Nullable String id;

	private @Nullable Duration remaining;

	private boolean alone;

	private Map<String, String> headers = Map.of();

	/** Number of headers of all items. */
	private int headerCount;

	JsonBatchReader(JsonEngine.Tokens<?> tokens, byte[] body) {
		this.tokens = tokens;
		this.body = body;
	}

	List<BatchItem> read() throws IOException {
		if (this.tokens.next() != JsonTokenId.ID_START_ARRAY) {
			throw new JsonProblem("is not an array");
		}
		List<BatchItem> items = new ArrayList<>();
		for (int token = this.tokens.next(); token != JsonTokenId.ID_END_ARRAY; token = this.tokens.next()) {
			if (token != JsonTokenId.ID_START_OBJECT || items.size() == MAX_ITEMS) {
				throw new JsonProblem("has an item that is not an object, or too many items");
			}
			items.add(item());
		}
		if (this.tokens.next() != JsonTokenId.ID_NO_TOKEN) {
			throw JsonProblem.trailing();
		}
		return items;
	}

	private BatchItem item() throws IOException {
		int from = this.tokens.start();
		this.id = null;
		this.remaining = null;
		this.alone = false;
		this.headers = Map.of();
		while (this.tokens.next() != JsonTokenId.ID_END_OBJECT) {
			member(this.tokens.name(), this.tokens.next());
		}
		int to = this.tokens.end();
		String found = this.id;
		if (found == null || from < 0) {
			throw new JsonProblem("has an item without an \"id\"");
		}
		return new BatchItem(found, this.remaining, this.headers, this.alone, Arrays.copyOfRange(this.body, from, to));
	}

	private void member(String name, int value) throws IOException {
		if (name.equals(JsonNames.ID) && value == JsonTokenId.ID_STRING) {
			this.id = this.tokens.text();
		}
		else if (name.equals(JsonNames.EXPIRATION) && value == JsonTokenId.ID_NUMBER_INT) {
			this.remaining = Duration.ofMillis(expiration());
		}
		else if (name.equals(JsonNames.ALONE)) {
			this.alone = value == JsonTokenId.ID_TRUE;
			this.tokens.skipChildren();
		}
		else if (name.equals(JsonNames.HEADERS) && value == JsonTokenId.ID_START_OBJECT) {
			this.headers = headers();
		}
		else {
			this.tokens.skipChildren();
		}
	}

	private long expiration() throws IOException {
		if (this.tokens.textLength() > MAX_DIGITS) {
			throw new JsonProblem("has an \"expiration\" that is too large");
		}
		return this.tokens.number();
	}

	private Map<String, String> headers() throws IOException {
		Map<String, String> texts = new HashMap<>();
		while (this.tokens.next() != JsonTokenId.ID_END_OBJECT) {
			if (++this.headerCount > MAX_HEADERS) {
				throw new JsonProblem("has too many headers");
			}
			String name = this.tokens.name();
			if (this.tokens.next() == JsonTokenId.ID_STRING) {
				texts.put(name, this.tokens.text());
			}
			this.tokens.skipChildren();
		}
		return texts;
	}

}
