package io.amphora.serializer;

import java.lang.reflect.Type;
import java.util.List;

/**
 * Describes how the values of a type are represented in JSON, except for types that JSON
 * has itself.
 */
public sealed interface JsonShape {

	/**
	 * The representation is unknown.
	 */
	record Unknown() implements JsonShape {
	}

	/**
	 * The values are represented like those of another type.
	 *
	 * @param type the other type
	 */
	record Value(Type type) implements JsonShape {
	}

	/**
	 * The values are objects.
	 *
	 * @param members the members of the objects
	 */
	record Members(List<Member> members) implements JsonShape {
	}

	/**
	 * A member of an object.
	 *
	 * @param name its name in JSON
	 * @param type the type of its value
	 * @param required whether it must be present
	 */
	record Member(String name, Type type, boolean required) {
	}

}
