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
import java.math.BigDecimal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;

/**
 * Implementation of {@link JsonEngine.Tokens} based on Jackson 2.
 *
 * @param parser the parser of the body
 * @param trees the reader of trees
 * @param longStrings reads the long strings of the body
 */
record Jackson2Tokens(JsonParser parser, ObjectReader trees, LongStrings longStrings) implements JsonEngine.Tokens<JsonNode> {

	@Override
	public int next() throws IOException {
		this.parser.nextToken();
		return this.parser.currentTokenId();
	}

	@Override
	public String name() throws IOException {
		return this.parser.currentName();
	}

	@Override
	public String text() throws IOException {
		return this.parser.getText();
	}

	@Override
	public int textLength() throws IOException {
		return this.parser.getTextLength();
	}

	@Override
	public long number() throws IOException {
		return this.parser.getLongValue();
	}

	@Override
	public void skipChildren() throws IOException {
		this.parser.skipChildren();
	}

	@Override
	public JsonNode tree() throws IOException {
		return this.trees.readTree(new BodyParser(this.parser, this.longStrings));
	}

	@Override
	public int start() throws IOException {
		return (int) this.parser.currentTokenLocation().getByteOffset();
	}

	@Override
	public int end() throws IOException {
		return (int) this.parser.currentLocation().getByteOffset();
	}

	@Override
	public void close() throws IOException {
		this.parser.close();
	}

	/**
	 * Reads a body. Keeps the sign of a negative zero, which a {@code BigDecimal} would
	 * lose, and avoids copies of long strings.
	 */
	private static final class BodyParser extends JsonParserDelegate {

		private final LongStrings longStrings;

		BodyParser(JsonParser parser, LongStrings longStrings) {
			super(parser);
			this.longStrings = longStrings;
		}

		@Override
		public String getText() throws IOException {
			String text = (this.longStrings.mayFollow() && hasToken(JsonToken.VALUE_STRING))
					? this.longStrings.read(currentTokenLocation().getByteOffset()) : null;
			return (text != null) ? text : super.getText();
		}

		@Override
		public BigDecimal getDecimalValue() throws IOException {
			BigDecimal value = super.getDecimalValue();
			return (value.signum() == 0 && getText().charAt(0) == '-') ? JsonNumbers.NEGATIVE_ZERO : value;
		}

	}

}
