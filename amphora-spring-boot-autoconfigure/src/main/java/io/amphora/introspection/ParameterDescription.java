package io.amphora.introspection;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a server says of a parameter.
 *
 * @param name the name, or {@code null} if it has none to be called by
 * @param type the type, for people to read: {@code List<String>}
 * @param required whether callers must give an argument
 * @param variable whether callers may give any number of arguments from here on, each of
 * this type
 * @param schema the JSON Schema of an argument
 */
public record ParameterDescription(@Nullable String name, String type, boolean required, boolean variable,
		Map<String, Object> schema) {

	/**
	 * The parameter as one writes it down.
	 * @return the type and the name, in brackets if it may be left out
	 */
	@Override
	public String toString() {
		String written = this.type + (this.variable ? "..." : "") + ((this.name != null) ? " " + this.name : "");
		return (this.required || this.variable) ? written : "[" + written + "]";
	}

}
