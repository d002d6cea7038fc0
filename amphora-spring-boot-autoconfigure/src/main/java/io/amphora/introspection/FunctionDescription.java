package io.amphora.introspection;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a server says of one of its functions.
 *
 * @param name what callers call it
 * @param parameters its parameters by position, or {@code null} if the server does not
 * know them, as with a function that reads its own arguments
 * @param result what it returns, or {@code null} if the server does not know
 */
public record FunctionDescription(String name, @Nullable List<ParameterDescription> parameters,
		@Nullable ResultDescription result) {

	/**
	 * Whether the server knows the parameters and the result.
	 * @return {@code false} if the function reads its own arguments
	 */
	public boolean typed() {
		return this.parameters != null && this.result != null;
	}

	/**
	 * The function as one writes it down.
	 * @return the name, the parameters and the result: {@code add(int x, int y): int}
	 */
	@Override
	public String toString() {
		if (this.parameters == null || this.result == null) {
			return this.name + "(?)";
		}
		List<String> written = this.parameters.stream().map(ParameterDescription::toString).toList();
		return "%s(%s): %s".formatted(this.name, String.join(", ", written), this.result.type());
	}

	/**
	 * What a function returns.
	 *
	 * @param type the type, for people to read: {@code List<String>}
	 * @param schema the JSON Schema of results
	 */
	public record ResultDescription(String type, Map<String, Object> schema) {
	}

}
