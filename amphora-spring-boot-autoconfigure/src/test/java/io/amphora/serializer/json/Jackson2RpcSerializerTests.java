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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.amphora.serializer.ReceivedResult;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;
import io.amphora.serializer.RpcValue;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Jackson2RpcSerializer} and the mapper that it is given.
 */
class Jackson2RpcSerializerTests {

	private final ObjectMapper mapper = JsonMapper.builder()
		.findAndAddModules()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.addModule(new SimpleModule().addSerializer(Colour.class, new ColourSerializer()))
		.addMixIn(Part.class, PartMixIn.class)
		.build();

	private final Jackson2RpcSerializer serializer = new Jackson2RpcSerializer(this.mapper);

	@Test
	void honoursTheNamingStrategyOfTheMapper() {
		assertThat(write(new LongName(1))).isEqualTo("{\"result\":{\"part_count\":1}}");
		assertThat(read("{\"part_count\":1}").as(LongName.class)).isEqualTo(new LongName(1));
	}

	@Test
	void honoursModulesAndMixInsOfTheMapper() {
		assertThat(write(Colour.RED)).isEqualTo("{\"result\":{\"colour\":[1,2]}}");
		assertThat(write(new Part(2, "nut"))).isEqualTo("{\"result\":{\"label\":\"nut\",\"count\":2}}");
	}

	@Test
	void doesNotModifyTheMapper() throws IOException {
		ObjectMapper contrary = ContraryMappers.jackson2();
		String before = contrary.writeValueAsString(List.of(new Part(1, "a")));
		new Jackson2RpcSerializer(contrary).serializeResult(new RpcResult.Value(1));
		assertThat(contrary.writeValueAsString(List.of(new Part(1, "a")))).isEqualTo(before);
		assertThat(contrary.isEnabled(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)).isTrue();
		assertThat(contrary.isEnabled(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)).isTrue();
		assertThat(this.mapper.readValue("\"5\"", int.class)).isEqualTo(5);
		assertThat(this.mapper.getFactory().streamReadConstraints().getMaxNestingDepth()).isGreaterThan(100);
	}

	@Test
	void isNotAffectedByLaterChangesOfTheMapper() {
		this.mapper.enable(SerializationFeature.WRAP_ROOT_VALUE);
		assertThat(write(new LongName(1))).isEqualTo("{\"result\":{\"part_count\":1}}");
	}

	@Test
	void createsNoClassThatABodyNames() {
		RpcSerializer contrary = new Jackson2RpcSerializer(ContraryMappers.jackson2());
		byte[] body = "{\"result\":{\"@class\":\"java.util.TreeMap\",\"a\":1}}".getBytes(StandardCharsets.UTF_8);
		RpcValue value = ((ReceivedResult.Value) contrary.deserializeResult(body)).value();
		assertThat(value.as(Object.class)).isEqualTo(Map.of("@class", "java.util.TreeMap", "a", 1));
	}

	@Test
	void readsTreesOfItsOwnVersion() {
		assertThat(read("[1]").as(JsonNode.class)).isEqualTo(this.mapper.createArrayNode().add(1));
		assertThat(read("1").as(JsonNode.class)).isEqualTo(IntNode.valueOf(1));
		assertThat(write(this.mapper.createArrayNode().add(1))).isEqualTo("{\"result\":[1]}");
	}

	private String write(Object value) {
		return new String(this.serializer.serializeResult(new RpcResult.Value(value)), StandardCharsets.UTF_8);
	}

	private RpcValue read(String result) {
		byte[] body = ("{\"result\":" + result + "}").getBytes(StandardCharsets.UTF_8);
		return ((ReceivedResult.Value) this.serializer.deserializeResult(body)).value();
	}

	record LongName(int partCount) {
	}

	@JsonPropertyOrder({ "label", "count" })
	interface PartMixIn {

		@JsonProperty("label")
		String name();

	}

	static class ColourSerializer extends StdSerializer<Colour> {

		ColourSerializer() {
			super(Colour.class);
		}

		@Override
		public void serialize(Colour colour, JsonGenerator generator, SerializerProvider provider) throws IOException {
			generator.writeStartObject();
			generator.writePOJOField("colour", List.of(1, 2));
			generator.writeEndObject();
		}

	}

}
