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
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.amphora.serializer.BatchItem;
import io.amphora.serializer.JsonShape;
import org.jspecify.annotations.Nullable;

import org.springframework.util.FastByteArrayOutputStream;

/**
 * Implementation of {@link JsonEngine} based on Jackson 2.
 */
final class Jackson2Engine implements JsonEngine<JsonNode> {

	private final ObjectMapper mapper;

	private final JsonFactory streams;

	private final SharedParsers<JsonFactory> bodies;

	private final SharedParsers<JsonFactory> batches;

	private final ObjectReader trees;

	private final Jackson2Writers writers;

	private final Map<Type, ObjectReader> readers = new ConcurrentHashMap<>();

	Jackson2Engine(ObjectMapper mapper, SerializerLimits limits) {
		this.mapper = Jackson2Settings.applyTo(mapper.copy());
		this.streams = Jackson2Streams.newFactory(this.mapper, limits);
		this.bodies = new SharedParsers<>(() -> Jackson2Streams.newFactory(this.mapper, limits),
				Jackson2Problems::doubtful, Jackson2Problems::ofBody);
		this.batches = new SharedParsers<>(() -> Jackson2Streams.forBatches(this.streams), Jackson2Problems::doubtful,
				Jackson2Problems::ofBody);
		this.trees = this.mapper.reader().with(new Jackson2Nodes(limits));
		this.writers = new Jackson2Writers(this.mapper);
	}

	@Override
	public JsonNode parseObject(byte[] body) {
		return this.bodies.parse((factory) -> parseObject(factory, body));
	}

	private JsonNode parseObject(JsonFactory factory, byte[] body) throws IOException {
		try (JsonParser parser = factory.createParser(body)) {
			if (parser.nextToken() != JsonToken.START_OBJECT) {
				throw JsonProblem.noObject(JsonKind.ofToken(parser.currentTokenId()));
			}
			JsonNode tree = this.trees.readTree(new Jackson2BodyParser(parser));
			if (parser.nextToken() != null) {
				throw JsonProblem.trailing();
			}
			return tree;
		}
	}

	@Override
	public List<BatchItem> items(byte[] body) {
		return this.batches.parse((factory) -> items(factory, body));
	}

	private static List<BatchItem> items(JsonFactory factory, byte[] body) throws IOException {
		try (JsonParser parser = factory.createParser(body)) {
			return new Jackson2Items(parser, body).read();
		}
	}

	@Override
	public byte[] write(JsonContent content) {
		FastByteArrayOutputStream body = new FastByteArrayOutputStream();
		try (JsonGenerator generator = this.streams.createGenerator(body)) {
			content.writeTo(new Jackson2Sink(generator, this.writers));
		}
		catch (JsonProblem ex) {
			throw ex;
		}
		catch (IOException | RuntimeException ex) {
			throw new JsonProblem("cannot be written as JSON", ex);
		}
		return body.toByteArrayUnsafe();
	}

	@Override
	public JsonKind kind(JsonNode node) {
		return Objects.requireNonNull(JsonKind.ofToken(node.asToken().id()));
	}

	@Override
	public String text(JsonNode node) {
		return node.textValue();
	}

	@Override
	public @Nullable JsonNode member(JsonNode object, String name) {
		return object.get(name);
	}

	@Override
	public Collection<Map.Entry<String, JsonNode>> members(JsonNode object) {
		return object.properties();
	}

	@Override
	public Iterable<JsonNode> elements(JsonNode array) {
		return array;
	}

	@Override
	public @Nullable Object read(JsonNode node, Type type) {
		try (JsonParser parser = new Jackson2NodeParser(node, this.mapper)) {
			return reader(type).readValue(parser);
		}
		catch (IOException | RuntimeException ex) {
			throw Jackson2Problems.ofValue(ex, kind(node), type);
		}
	}

	@Override
	public JsonShape shape(Type type, boolean sent) {
		return Jackson2Shapes.of(this.mapper, type, sent);
	}

	private ObjectReader reader(Type type) {
		ObjectReader known = this.readers.get(type);
		return (known != null) ? known : newReader(type);
	}

	/** Creates the reader outside the map's lock, as modules are foreign code. */
	private ObjectReader newReader(Type type) {
		ObjectReader created = this.mapper.readerFor(this.mapper.constructType(type));
		ObjectReader other = this.readers.putIfAbsent(type, created);
		return (other != null) ? other : created;
	}

}
