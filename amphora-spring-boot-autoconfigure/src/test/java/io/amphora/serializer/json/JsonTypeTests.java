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

import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcCall;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.RpcValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for values that are written as their declared types.
 */
@ParameterizedClass
@EnumSource
class JsonTypeTests {

	private static final Circle CIRCLE = new Circle(1.5);

	private static final String JSON = "{\"kind\":\"circle\",\"radius\":1.5}";

	private final RpcSerializer serializer;

	JsonTypeTests(JsonLibrary library) {
		this.serializer = library.serializer();
	}

	@Test
	void writesTheTypeIdsOfWhatAContainerHolds() {
		assertThat(write(List.of(CIRCLE), generic(List.class, Shape.class))).isEqualTo("[" + JSON + "]");
		assertThat(write(new ArrayList<>(List.of(CIRCLE)), generic(Iterable.class, Shape.class)))
			.isEqualTo("[" + JSON + "]");
		assertThat(write(List.of(CIRCLE).iterator(), generic(Iterator.class, Shape.class))).isEqualTo("[" + JSON + "]");
		assertThat(write(Map.of("a", CIRCLE), generic(Map.class, String.class, Shape.class)))
			.isEqualTo("{\"a\":" + JSON + "}");
		assertThat(write(Optional.of(CIRCLE), generic(Optional.class, Shape.class))).isEqualTo(JSON);
		assertThat(write(new Shape[] { CIRCLE }, Shape[].class)).isEqualTo("[" + JSON + "]");
	}

	@Test
	void writesTheTypeIdsOfNestedValues() {
		Type nested = new ParameterizedTypeReference<Map<String, Optional<List<? extends Shape>>>>() {
		}.getType();
		assertThat(write(Map.of("a", Optional.of(List.of(CIRCLE))), nested)).isEqualTo("{\"a\":[" + JSON + "]}");
		Type array = new ParameterizedTypeReference<List<Shape>[]>() {
		}.getType();
		assertThat(write(new List<?>[] { List.of(CIRCLE) }, array)).isEqualTo("[[" + JSON + "]]");
	}

	@Test
	void writesTheTypeIdsInGenericTypes() {
		Type page = generic(Page.class, Shape.class);
		assertThat(write(new PageOf<>(List.of(CIRCLE), 3), page)).isEqualTo("{\"items\":[" + JSON + "],\"total\":3}");
		assertThat(write(Map.entry("a", CIRCLE), generic(Map.Entry.class, String.class, Shape.class)))
			.isEqualTo("{\"a\":" + JSON + "}");
	}

	@Test
	void writesAllPropertiesOfASubclass() {
		assertThat(write(new Sub(), Base.class)).isEqualTo("{\"base\":1,\"sub\":2}");
		assertThat(write(List.of(new Sub()), generic(List.class, Base.class))).isEqualTo("[{\"base\":1,\"sub\":2}]");
		assertThat(write(Optional.of(new Sub()), generic(Optional.class, Base.class)))
			.isEqualTo("{\"base\":1,\"sub\":2}");
	}

	@Test
	void writesAValueByItsClassIfItsTypeIsNotKnown() {
		assertThat(write(CIRCLE, Object.class)).isEqualTo(JSON);
		assertThat(write(Arrays.asList(1, "a", null), List.class)).isEqualTo("[1,\"a\",null]");
		assertThat(write(Map.of("a", new Sub()), Object.class)).isEqualTo("{\"a\":{\"base\":1,\"sub\":2}}");
		assertThat(write(new PageOf<>(List.of(1), 1), Page.class)).isEqualTo("{\"items\":[1],\"total\":1}");
	}

	@Test
	void writesAValueByItsClassIfItDoesNotFitItsType() {
		assertThat(write("x", generic(List.class, Shape.class))).isEqualTo("\"x\"");
		assertThat(write("x", generic(Page.class, Shape.class))).isEqualTo("\"x\"");
		assertThat(write("x", int.class)).isEqualTo("\"x\"");
	}

	@Test
	void writesNullForEachType() {
		assertThat(write(null, generic(List.class, Shape.class))).isEqualTo("null");
		assertThat(write(null, int.class)).isEqualTo("null");
		assertThat(write(Optional.empty(), generic(Optional.class, Shape.class))).isEqualTo("null");
	}

	@Test
	void writesArgumentsAsTheirDeclaredTypes() {
		RpcCall call = new RpcCall("f", Arrays.asList(List.of(CIRCLE), null, 7), Map.of(),
				List.of(generic(List.class, Shape.class), Shape.class));
		assertThat(new String(this.serializer.serializeCall(call), StandardCharsets.UTF_8))
			.isEqualTo("{\"func\":\"f\",\"args\":[[" + JSON + "],null,7],\"kwargs\":{}}");
	}

	@Test
	void readsWhatItHasWritten() {
		Type shapes = generic(List.class, Shape.class);
		byte[] body = this.serializer.serializeResult(new RpcResult.Value(List.of(CIRCLE), shapes));
		RpcValue value = ((ReceivedResult.Value) this.serializer.deserializeResult(body)).value();
		assertThat(value.as(shapes)).isEqualTo(List.of(CIRCLE));
	}

	@Test
	void saysThatATypeIdIsMissingOrUnknown() {
		assertUnreadable("[{\"radius\":1}]", "its type id is missing");
		assertUnreadable("[{\"kind\":\"s3cret\"}]", "its type id is unknown");
	}

	private void assertUnreadable(String json, String reason) {
		byte[] body = ("{\"result\":" + json + "}").getBytes(StandardCharsets.UTF_8);
		RpcValue value = ((ReceivedResult.Value) this.serializer.deserializeResult(body)).value();
		assertThatIllegalArgumentException().isThrownBy(() -> value.as(generic(List.class, Shape.class)))
			.withMessageEndingWith(": it is an array, wrong at [0], where " + Shape.class.getTypeName() + " is needed ("
					+ reason + ")");
	}

	private String write(@Nullable Object value, Type type) {
		String body = new String(this.serializer.serializeResult(new RpcResult.Value(value, type)),
				StandardCharsets.UTF_8);
		assertThat(body).startsWith("{\"result\":").endsWith("}");
		return body.substring("{\"result\":".length(), body.length() - 1);
	}

	private static Type generic(Class<?> type, Class<?>... arguments) {
		return ResolvableType.forClassWithGenerics(type, arguments).getType();
	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
	@JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
	interface Shape {

	}

	record Circle(double radius) implements Shape {
	}

	interface Page<T> {

		List<T> items();

	}

	record PageOf<T>(List<T> items, int total) implements Page<T> {
	}

	@JsonPropertyOrder(alphabetic = true)
	static class Base {

		public int getBase() {
			return 1;
		}

	}

	static class Sub extends Base {

		public int getSub() {
			return 2;
		}

	}

}
