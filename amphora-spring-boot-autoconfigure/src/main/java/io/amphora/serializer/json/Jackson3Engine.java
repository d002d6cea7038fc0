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

import io.amphora.serializer.JsonShape;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TreeNode;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonParserDelegate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Engine based on Jackson 3.
 */
final class Jackson3Engine extends JsonEngine<JsonNode, JsonFactory, ObjectReader> {

	private final JsonMapper mapper;

	private final JsonFactory streams;

	private final SerializerLimits limits;

	private final ObjectReader trees;

	private final Jackson3Writers writers;

	private Jackson3Engine(JsonMapper mapper, JsonFactory streams, SerializerLimits limits) {
		super(() -> Jackson3Streams.newFactory(limits), () -> Jackson3Streams.forBatches(streams),
				Jackson3Problems::doubtful, Jackson3Problems::ofBody);
		this.mapper = mapper;
		this.streams = streams;
		this.limits = limits;
		this.trees = mapper.reader().with(new Jackson3Nodes(limits));
		this.writers = new Jackson3Writers(mapper);
	}

	/** Create an engine with a copy of a mapper. */
	static Jackson3Engine of(JsonMapper mapper, SerializerLimits limits) {
		JsonMapper copy = Jackson3Settings.applyTo(mapper.rebuild()).build();
		return new Jackson3Engine(copy, Jackson3Streams.newFactory(limits), limits);
	}

	@Override
	Tokens<JsonNode> tokens(JsonFactory factory, byte[] body) {
		return new BodyTokens(factory.createParser(ObjectReadContext.empty(), body), this.trees,
				new LongStrings(body, this.limits));
	}

	@Override
	void write(Content content, OutputStream body) throws IOException {
		ObjectWriteContext context = new WriteContext(this.writers.untyped());
		try (JsonGenerator generator = this.streams.createGenerator(context, body)) {
			content.writeTo(new BodySink(generator, this.writers));
		}
	}

	@Override
	ObjectReader newReader(Type type) {
		return this.mapper.readerFor(this.mapper.constructType(type));
	}

	@Override
	@Nullable Object read(JsonNode node, ObjectReader reader) {
		return reader.readValue(new NodeParser(reader.treeAsTokens(node)));
	}

	@Override
	Number number(JsonNode node) {
		return node.numberValue();
	}

	@Override
	JsonProblem problem(Exception ex, JsonKind kind, Type type) {
		return Jackson3Problems.ofValue(this.mapper, ex, kind, type);
	}

	@Override
	JsonKind kind(JsonNode node) {
		return Objects.requireNonNull(JsonKind.ofToken(node.asToken().id()));
	}

	@Override
	String text(JsonNode node) {
		return node.stringValue();
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
		return Jackson3Shapes.of(this.mapper, type, sent);
	}

	/**
	 * Lets the user's serializers write to a generator that was not created by a mapper.
	 */
	private static final class WriteContext extends ObjectWriteContext.Base {

		private final ObjectWriter writer;

		WriteContext(ObjectWriter writer) {
			this.writer = writer;
		}

		@Override
		public void writeValue(JsonGenerator generator, Object value) {
			this.writer.writeValue(generator, value);
		}

		@Override
		public void writeTree(JsonGenerator generator, TreeNode value) {
			this.writer.writeValue(generator, value);
		}

	}

	/**
	 * Writes the tokens of a body with a generator.
	 *
	 * @param generator the generator of the tokens around the values
	 * @param writers the writers of the values
	 */
	private record BodySink(JsonGenerator generator, Jackson3Writers writers) implements Sink {

		@Override
		public void startObject() {
			this.generator.writeStartObject();
		}

		@Override
		public void endObject() {
			this.generator.writeEndObject();
		}

		@Override
		public void startArray() {
			this.generator.writeStartArray();
		}

		@Override
		public void endArray() {
			this.generator.writeEndArray();
		}

		@Override
		public void name(String name) {
			this.generator.writeName(name);
		}

		@Override
		public void value(@Nullable Object value, Type type) {
			if (value == null) {
				this.generator.writeNull();
				return;
			}
			try {
				this.writers.writer(type, value).writeValue(this.generator, value);
			}
			catch (RuntimeException ex) {
				throw Jackson3Problems.ofWritten(ex);
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
		public int next() {
			this.parser.nextToken();
			return this.parser.currentTokenId();
		}

		@Override
		public String name() {
			return this.parser.currentName();
		}

		@Override
		public String text() {
			return this.parser.getString();
		}

		@Override
		public int textLength() {
			return this.parser.getStringLength();
		}

		@Override
		public long number() {
			return this.parser.getLongValue();
		}

		@Override
		public void skipChildren() {
			this.parser.skipChildren();
		}

		@Override
		public JsonNode tree() {
			return this.trees.readTree(new BodyParser(this.parser, this.strings));
		}

		@Override
		public int start() {
			return (int) this.parser.currentTokenLocation().getByteOffset();
		}

		@Override
		public int end() {
			return (int) this.parser.currentLocation().getByteOffset();
		}

		@Override
		public void close() {
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
		public String getString() {
			String text = (this.longStrings.mayFollow() && hasToken(JsonToken.VALUE_STRING))
					? this.longStrings.read(currentTokenLocation().getByteOffset()) : null;
			return (text != null) ? text : super.getString();
		}

		@Override
		public BigDecimal getDecimalValue() {
			BigDecimal value = super.getDecimalValue();
			return (value.signum() == 0 && getString().charAt(0) == '-') ? JsonNumbers.NEGATIVE_ZERO : value;
		}

	}

	/**
	 * Reads a tree and rejects numbers that would silently become infinite.
	 */
	private static final class NodeParser extends JsonParserDelegate {

		NodeParser(JsonParser tree) {
			super(tree);
		}

		@Override
		public double getDoubleValue() {
			return JsonNumbers.finite(super.getDoubleValue());
		}

		@Override
		public float getFloatValue() {
			return JsonNumbers.finite(super.getFloatValue());
		}

	}

}
