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

package io.amphora.introspection;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.serializer.json.Jackson3RpcSerializer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ParameterizedTypeReference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link JsonSchemas}.
 */
class JsonSchemasTests {

	private final JsonSchemas schemas = new JsonSchemas(new Jackson2RpcSerializer());

	@Test
	void numbersHaveTheirRange() {
		assertThat(this.schemas.ofReceived(int.class)).containsOnly(Map.entry("type", "integer"),
				Map.entry("minimum", (long) Integer.MIN_VALUE), Map.entry("maximum", (long) Integer.MAX_VALUE));
		assertThat(this.schemas.ofReceived(Long.class)).containsEntry("maximum", Long.MAX_VALUE);
		assertThat(this.schemas.ofReceived(double.class)).containsOnly(Map.entry("type", "number"));
	}

	@Test
	void stringsHaveTheirFormat() {
		assertThat(this.schemas.ofReceived(String.class)).containsOnly(Map.entry("type", "string"));
		assertThat(this.schemas.ofReceived(Instant.class)).containsEntry("format", "date-time");
		assertThat(this.schemas.ofReceived(LocalDate.class)).containsEntry("format", "date");
		assertThat(this.schemas.ofReceived(Duration.class)).containsEntry("format", "duration");
		assertThat(this.schemas.ofReceived(UUID.class)).containsEntry("format", "uuid");
		assertThat(this.schemas.ofReceived(byte[].class)).containsEntry("contentEncoding", "base64");
		assertThat(this.schemas.ofReceived(TimeUnit.class)).containsEntry("type", "string")
			.extractingByKey("enum")
			.asInstanceOf(InstanceOfAssertFactories.LIST)
			.contains("SECONDS");
	}

	@Test
	void containersDescribeWhatTheyHold() {
		Map<String, Object> text = Map.of("type", "string");
		assertThat(this.schemas.ofReceived(String[].class)).isEqualTo(Map.of("type", "array", "items", text));
		assertThat(this.schemas.ofReceived(type(new ParameterizedTypeReference<List<String>>() {
		}))).isEqualTo(Map.of("type", "array", "items", text));
		assertThat(this.schemas.ofReceived(type(new ParameterizedTypeReference<Set<String>>() {
		}))).containsEntry("uniqueItems", true);
		assertThat(this.schemas.ofReceived(type(new ParameterizedTypeReference<Map<String, List<String>>>() {
		}))).isEqualTo(Map.of("type", "object", "additionalProperties", Map.of("type", "array", "items", text)));
		assertThat(this.schemas.ofReceived(type(new ParameterizedTypeReference<Optional<String>>() {
		}))).isEqualTo(Map.of("anyOf", List.of(text, Map.of("type", "null"))));
		assertThat(this.schemas.ofReceived(OptionalInt.class)).containsEntry("type", "integer");
	}

	@ParameterizedTest
	@EnumSource
	void constantsHaveTheirNamesInJson(Library library) {
		Map<String, Object> sizes = Map.of("type", "string", "enum", List.of("small", "l", "EXTRA"));
		assertThat(library.schemas().ofReceived(Size.class)).isEqualTo(sizes);
		assertThat(library.schemas().ofSent(Size.class)).isEqualTo(sizes);
		assertThat(library.schemas().ofSent(Code.class)).isEqualTo(library.schemas().ofSent(int.class));
		assertThat(library.schemas().ofReceived(Enum.class)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void elementsKeepTheirTypeArguments(Library library) {
		Map<String, Object> schema = library.schemas().ofSent(type(new ParameterizedTypeReference<List<Page<Item>>>() {
		}));
		Map<String, ?> definitions = map(schema.get("$defs"));
		assertThat(definitions).containsOnlyKeys("Page", "Item");
		assertThat(map(map(definitions.get("Page")).get("properties")).get("content"))
			.isEqualTo(Map.of("$ref", "#/$defs/Item"));
	}

	@ParameterizedTest
	@EnumSource
	void typesBoundedByThemselvesAreDefinedOnce(Library library) {
		Map<String, Object> reference = Map.of("$ref", "#/$defs/Node");
		Map<String, Object> node = Map.of("type", "object", "properties", Map.of("next", reference));
		assertThat(library.schemas().ofSent(Node.class))
			.isEqualTo(Map.of("$ref", "#/$defs/Node", "$defs", Map.of("Node", node)));
		assertThat(library.schemas().ofSent(type(new ParameterizedTypeReference<Node<?>>() {
		}))).containsEntry("$ref", "#/$defs/Node");
	}

	@ParameterizedTest
	@EnumSource
	void objectsAreDefinedOnce(Library library) {
		Map<String, Object> schema = library.schemas().ofReceived(Order.class);
		assertThat(schema).containsEntry("$ref", "#/$defs/Order");
		Map<String, ?> definitions = map(schema.get("$defs"));
		assertThat(definitions).containsOnlyKeys("Order", "Item");
		assertThat(definitions.get("Order")).isEqualTo(Map.of("type", "object", "properties",
				Map.of("number", this.schemas.ofReceived(long.class), "items",
						Map.of("type", "array", "items", Map.of("$ref", "#/$defs/Item")), "before",
						Map.of("$ref", "#/$defs/Order")),
				"required", List.of("number")));
	}

	@ParameterizedTest
	@EnumSource
	void annotationsAndNamingStrategiesCount(Library library) {
		Map<String, ?> definitions = map(library.snakeCase().ofReceived(Order.class).get("$defs"));
		assertThat(map(map(definitions.get("Item")).get("properties"))).containsOnlyKeys("unit_price", "article");
		assertThat(library.schemas().ofSent(Money.class)).isEqualTo(Map.of("type", "string"));
	}

	@ParameterizedTest
	@EnumSource
	void beansSendWhatTheyGetAndReceiveWhatTheySet(Library library) {
		assertThat(members(library.schemas().ofSent(Account.class))).containsOnly("balance", "owner");
		assertThat(members(library.schemas().ofReceived(Account.class))).containsOnly("owner", "pin");
	}

	@ParameterizedTest
	@EnumSource
	void typesOfManyShapesAreAnything(Library library) {
		assertThat(library.schemas().ofReceived(Object.class)).isEmpty();
		assertThat(library.schemas().ofReceived(Shape.class)).isEmpty();
		assertThat(library.schemas().ofSent(Circle.class)).isEmpty();
	}

	@Test
	void distinguishesTypesOfTheSameName() {
		Map<String, Object> schema = this.schemas.ofReceived(type(new ParameterizedTypeReference<Pair<String>>() {
		}));
		assertThat(map(schema.get("$defs"))).containsOnlyKeys("Pair", "Pair2");
	}

	@Test
	void objectsAreOpenUnlessTheSerializerDescribesThem() {
		JsonSchemas unknown = new JsonSchemas(mock(RpcSerializer.class, CALLS_REAL_METHODS));
		assertThat(unknown.ofReceived(Order.class)).isEmpty();
		assertThat(unknown.ofSent(int.class)).containsEntry("type", "integer");
	}

	@Test
	void namesHaveNoPackages() {
		assertThat(JsonSchemas.name(String.class)).isEqualTo("String");
		assertThat(JsonSchemas.name(int[].class)).isEqualTo("int[]");
		assertThat(JsonSchemas.name(Order.class)).isEqualTo("JsonSchemasTests.Order");
		assertThat(JsonSchemas.name(type(new ParameterizedTypeReference<Map<String, List<Duration>>>() {
		}))).isEqualTo("Map<String, List<Duration>>");
	}

	private static Type type(ParameterizedTypeReference<?> reference) {
		return reference.getType();
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object value) {
		return (Map<String, Object>) value;
	}

	private static Set<String> members(Map<String, Object> schema) {
		return map(map(map(schema.get("$defs")).get("Account")).get("properties")).keySet();
	}

	enum Library {

		JACKSON_2 {

			@Override
			JsonSchemas schemas() {
				return new JsonSchemas(new Jackson2RpcSerializer());
			}

			@Override
			JsonSchemas snakeCase() {
				return new JsonSchemas(new Jackson2RpcSerializer(new ObjectMapper()
					.setPropertyNamingStrategy(com.fasterxml.jackson.databind.PropertyNamingStrategies.SNAKE_CASE)));
			}

		},

		JACKSON_3 {

			@Override
			JsonSchemas schemas() {
				return new JsonSchemas(new Jackson3RpcSerializer(JsonMapper.shared()));
			}

			@Override
			JsonSchemas snakeCase() {
				return new JsonSchemas(new Jackson3RpcSerializer(
						JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build()));
			}

		};

		abstract JsonSchemas schemas();

		abstract JsonSchemas snakeCase();

	}

	enum Size {

		@JsonProperty("small")
		SMALL,

		@JsonProperty("l")
		LARGE {
			@Override
			int factor() {
				return 3;
			}
		},

		EXTRA;

		int factor() {
			return 1;
		}

	}

	enum Code {

		FIRST, SECOND;

		@JsonValue
		int number() {
			return ordinal();
		}

	}

	record Page<T>(T content) {
	}

	record Node<T extends Node<T>>(T next) {
	}

	record Order(long number, List<Item> items, Order before) {
	}

	record Item(Money unitPrice, @JsonProperty("article") String name) {
	}

	record Money(@JsonValue String text) {
	}

	record Pair<T>(T first, Pair<Integer> second) {
	}

	static class Account {

		@JsonIgnore
		public int ignored;

		public String owner = "";

		public int getBalance() {
			return 0;
		}

		public void setPin(String pin) {
		}

	}

	interface Shape {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	record Circle(int radius) implements Shape {
	}

}
