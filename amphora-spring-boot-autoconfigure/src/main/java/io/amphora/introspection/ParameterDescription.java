package io.amphora.introspection;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A server's description of a parameter.
 *
 * @param name the name, or {@code null} if arguments cannot be passed by name
 * @param type the readable type, such as {@code List<String>}
 * @param required whether callers must pass an argument
 * @param variable whether callers may pass any number of arguments of this type from this
 * position on
 * @param schema the JSON Schema of an argument
 */
public record ParameterDescription(@Nullable String name, String type, boolean required, boolean variable,
		Map<String, Object> schema) {

	/**
	 * Return the parameter as part of a signature.
	 * @return the type and the name, in brackets if the parameter is optional
	 */
	@Override
	public String toString() {
		String written = this.type + (this.variable ? "..." : "") + ((this.name != null) ? " " + this.name : "");
		return (this.required || this.variable) ? written : "[" + written + "]";
	}

}
