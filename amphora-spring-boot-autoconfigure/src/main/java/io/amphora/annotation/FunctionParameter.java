package io.amphora.annotation;

import java.lang.reflect.Type;

import org.jspecify.annotations.Nullable;

/**
 * A parameter whose argument comes with the call.
 *
 * @param index where it stands in the method
 * @param position where it stands among such parameters
 * @param name its name, or {@code null} if the class was compiled without names
 * @param kind what kind it is
 * @param type the type to read; for {@code Optional}, the type of its value
 * @param absent what the method gets if there is no argument, unless it is required
 * @param nonNull whether its declaration excludes null
 */
record FunctionParameter(int index, int position, @Nullable String name, Kind kind, Type type, @Nullable Object absent,
		boolean nonNull) {

	/** How the argument is named in messages. */
	String label() {
		return label(this.position);
	}

	String label(int at) {
		return (this.name != null) ? "'%s' (#%d)".formatted(this.name, at) : "#" + at;
	}

	enum Kind {

		/** The caller has to give an argument. */
		REQUIRED,

		/** The caller may leave the argument out. */
		OMISSIBLE,

		/** The same, and the value is wrapped in an {@link java.util.Optional}. */
		OPTIONAL,

		/** An array of what is left over. */
		VARIABLE

	}

}
