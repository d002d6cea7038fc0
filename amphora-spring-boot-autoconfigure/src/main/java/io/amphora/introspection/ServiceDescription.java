package io.amphora.introspection;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a server says of itself.
 *
 * @param service the service that it serves
 * @param instance id of the server, unique within the service
 * @param application the application that it is part of, or {@code null} if it names none
 * @param version the version of that application, or {@code null} if it names none
 * @param fanout whether it gets every fanout request, instead of its share of the others
 * @param state what it is about: {@code SERVING}, for instance
 * @param functions its functions, by name
 * @param statistics what it has counted, by name
 */
public record ServiceDescription(String service, String instance, @Nullable String application,
		@Nullable String version, boolean fanout, String state, List<FunctionDescription> functions,
		Map<String, Long> statistics) {

	/** The function that every server has, unless it is switched off. */
	public static final String FUNCTION = "amphora.describe";

	/** What the names of functions begin with that servers bring along. */
	public static final String RESERVED_PREFIX = "amphora.";

	/**
	 * The description as it travels: maps, lists, strings, numbers and booleans, so that
	 * no mapper names anything otherwise.
	 * @return a new map
	 */
	public Map<String, @Nullable Object> toWire() {
		return DescriptionWriter.write(this);
	}

	/**
	 * Read a description. What is missing is empty or {@code null}, and what is not known
	 * is ignored, so that descriptions may grow.
	 * @param received maps, lists, strings, numbers and booleans
	 * @return the description
	 * @throws IllegalArgumentException if it is not a description
	 */
	public static ServiceDescription fromWire(@Nullable Object received) {
		return DescriptionReader.service(received);
	}

}
