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
