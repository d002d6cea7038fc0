package io.amphora.serializer;

import java.lang.reflect.Type;
import java.util.List;

/**
 * What values of a type look like in JSON, apart from types that JSON itself knows.
 */
public sealed interface JsonShape {

	/**
	 * The serializer does not say.
	 */
	record Unknown() implements JsonShape {
	}

	/**
	 * They look like values of another type.
	 *
	 * @param type the other type
	 */
	record Value(Type type) implements JsonShape {
	}

	/**
	 * They are objects.
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
	 * @param required whether it must not be left out
	 */
	record Member(String name, Type type, boolean required) {
	}

}
