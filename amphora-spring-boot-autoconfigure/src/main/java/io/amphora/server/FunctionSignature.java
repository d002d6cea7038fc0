package io.amphora.server;

import java.lang.reflect.Type;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The parameters and the result of a function, for those who ask what it takes. Results
 * are written as the type of the result; a result that does not fit it is written by its
 * class. Nothing checks calls against the parameters: that is up to the handler.
 *
 * @param parameters the parameters by position
 * @param result the type of the result; of what a future completes with
 */
public record FunctionSignature(List<Parameter> parameters, Type result) {

	public FunctionSignature {
		parameters = List.copyOf(parameters);
	}

	/**
	 * A parameter.
	 *
	 * @param name its name, or {@code null} if it cannot be given by name
	 * @param type its type, without type variables; if it is variable, that of each
	 * argument
	 * @param required whether there must be an argument
	 * @param variable whether it takes all arguments from here on
	 */
	public record Parameter(@Nullable String name, Type type, boolean required, boolean variable) {

		/**
		 * A parameter that must be given.
		 * @param name its name
		 * @param type its type
		 * @return the parameter
		 */
		public static Parameter of(String name, Type type) {
			return new Parameter(name, type, true, false);
		}

	}

}
