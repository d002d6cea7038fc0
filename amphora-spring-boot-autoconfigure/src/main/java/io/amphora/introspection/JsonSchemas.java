package io.amphora.introspection;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Function;

import io.amphora.serializer.JsonShape;
import io.amphora.serializer.RpcSerializer;
import org.springframework.core.ResolvableType;

/**
 * Describes Java types by JSON Schema, draft 2020-12, as far as it goes: a type that a
 * serializer writes in its own way, or in several, is described as anything. Thread-safe.
 */
public final class JsonSchemas {

	private final RpcSerializer serializer;

	/**
	 * Create schemas of what a serializer reads and writes.
	 * @param serializer the serializer
	 */
	public JsonSchemas(RpcSerializer serializer) {
		this.serializer = serializer;
	}

	/**
	 * Describe what is received.
	 * @param type the type of an argument, without type variables
	 * @return a new schema, whose parts may be shared
	 */
	public Map<String, Object> ofReceived(Type type) {
		return of(type, this.serializer::shapeOfReceived);
	}

	/**
	 * Describe what is sent.
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
	 * A type for people to read.
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
