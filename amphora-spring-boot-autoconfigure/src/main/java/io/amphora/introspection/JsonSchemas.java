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
import java.util.Map;
import java.util.function.Function;

import io.amphora.serializer.JsonShape;
import io.amphora.serializer.RpcSerializer;

import org.springframework.core.ResolvableType;

/**
 * Describes Java types by JSON Schema, draft 2020-12. A type whose representation is
 * unknown, or that has several, gets a schema that accepts any value. Thread-safe.
 *
 * @since 0.1.0
 */
public final class JsonSchemas {

	private final RpcSerializer serializer;

	/**
	 * Create schemas of the values that a serializer reads and writes.
	 * @param serializer the serializer
	 */
	public JsonSchemas(RpcSerializer serializer) {
		this.serializer = serializer;
	}

	/**
	 * Return the schema of received values of a type.
	 * @param type the type of an argument, without type variables
	 * @return a new schema, whose parts may be shared
	 */
	public Map<String, Object> ofReceived(Type type) {
		return of(type, this.serializer::shapeOfReceived);
	}

	/**
	 * Return the schema of sent values of a type.
	 * @param type the type of a result, without type variables
	 * @return a new schema, whose parts may be shared
	 */
	public Map<String, Object> ofSent(Type type) {
		return of(type, this.serializer::shapeOfSent);
	}

	private static Map<String, Object> of(Type type, Function<Type, JsonShape> shapes) {
		SchemaBuilder builder = new SchemaBuilder(shapes);
		return builder.withDefinitions(builder.schema(ResolvableType.forType(type)));
	}

	/**
	 * Return the readable name of a type.
	 * @param type the type
	 * @return its name without packages
	 */
	public static String name(Type type) {
		return ResolvableType.forType(type)
			.toString()
			.replaceAll("\\b[a-z]\\w*\\.", "")
			.replace('$', '.')
			.replace("?", "Object");
	}

}
