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
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.ObjectCodec;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.TreeTraversingParser;
import io.amphora.serializer.JsonShape;
import org.jspecify.annotations.Nullable;

/**
 * Engine based on Jackson 2.
 */
final class Jackson2Engine extends JsonEngine<JsonNode, JsonFactory, ObjectReader> {

	private final ObjectMapper mapper;

	private final JsonFactory streams;

	private final SerializerLimits limits;

	private final ObjectReader trees;

	private final Jackson2Writers writers;

	private Jackson2Engine(ObjectMapper mapper, JsonFactory streams, SerializerLimits limits) {
		super(() -> Jackson2Streams.newFactory(mapper, limits), () -> Jackson2Streams.forBatches(streams),
				Jackson2Problems::doubtful, Jackson2Problems::ofBody);
		this.mapper = mapper;
		this.streams = streams;
		this.limits = limits;
		this.trees = mapper.reader().with(new Jackson2Nodes(limits));
		this.writers = new Jackson2Writers(mapper);
	}

	/** Create an engine with a copy of a mapper. */
	static Jackson2Engine of(ObjectMapper mapper, SerializerLimits limits) {
		ObjectMapper copy = Jackson2Settings.applyTo(mapper.copy());
		return new Jackson2Engine(copy, Jackson2Streams.newFactory(copy, limits), limits);
	}

	@Override
	Tokens<JsonNode> tokens(JsonFactory factory, byte[] body) throws IOException {
		return new BodyTokens(factory.createParser(body), this.trees, new LongStrings(body, this.limits));
	}

	@Override
	void write(Content content, OutputStream body) throws IOException {
		try (JsonGenerator generator = this.streams.createGenerator(body)) {
			content.writeTo(new BodySink(generator, this.writers));
		}
	}

	@Override
	ObjectReader newReader(Type type) {
		return this.mapper.readerFor(this.mapper.constructType(type));
	}

	@Override
	@Nullable Object read(JsonNode node, ObjectReader reader) throws IOException {
		try (JsonParser parser = new NodeParser(node, this.mapper)) {
			return reader.readValue(parser);
		}
	}

	@Override
	Number number(JsonNode node) {
		return node.numberValue();
	}

	@Override
	JsonProblem problem(Exception ex, JsonKind kind, Type type) {
		return Jackson2Problems.ofValue(this.mapper, ex, kind, type);
	}

	@Override
	JsonKind kind(JsonNode node) {
		return Objects.requireNonNull(JsonKind.ofToken(node.asToken().id()));
	}

	@Override
	String text(JsonNode node) {
		return node.textValue();
	}

	@Override
	@Nullable JsonNode member(JsonNode object, String name) {
		return object.get(name);
	}

	@Override
	Collection<Map.Entry<String, JsonNode>> members(JsonNode object) {
		return object.properties();
	}

	@Override
	Iterable<JsonNode> elements(JsonNode array) {
		return array;
	}

	@Override
	JsonShape shape(Type type, boolean sent) {
		return Jackson2Shapes.of(this.mapper, type, sent);
	}

	/**
	 * Writes the tokens of a body with a generator.
	 *
	 * @param generator the generator of the tokens around the values
	 * @param writers the writers of the values
	 */
	private record BodySink(JsonGenerator generator, Jackson2Writers writers) implements Sink {

		@Override
		public void startObject() throws IOException {
			this.generator.writeStartObject();
		}

		@Override
		public void endObject() throws IOException {
			this.generator.writeEndObject();
		}

		@Override
		public void startArray() throws IOException {
			this.generator.writeStartArray();
		}

		@Override
		public void endArray() throws IOException {
			this.generator.writeEndArray();
		}

		@Override
		public void name(String name) throws IOException {
			this.generator.writeFieldName(name);
		}

		@Override
		public void value(@Nullable Object value, Type type) throws IOException {
			if (value == null) {
				this.generator.writeNull();
				return;
			}
			try {
				this.writers.writer(type, value).writeValue(this.generator, value);
			}
			catch (IOException | RuntimeException ex) {
				throw Jackson2Problems.ofWritten(ex);
			}
		}

	}

	/**
	 * Reads the tokens of a body with a parser.
	 *
	 * @param parser the parser of the body
	 * @param trees the reader of trees
	 * @param strings reads the long strings of the body
	 */
	private record BodyTokens(JsonParser parser, ObjectReader trees, LongStrings strings) implements Tokens<JsonNode> {

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
			return this.trees.readTree(new BodyParser(this.parser, this.strings));
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

	/**
	 * Reads a tree and rejects numbers that would silently become infinite.
	 */
	private static final class NodeParser extends TreeTraversingParser {

		NodeParser(JsonNode node, ObjectCodec codec) {
			super(node, codec);
		}

		@Override
		public double getDoubleValue() throws IOException {
			return JsonNumbers.finite(super.getDoubleValue());
		}

		@Override
		public float getFloatValue() throws IOException {
			return JsonNumbers.finite(super.getFloatValue());
		}

	}

}
