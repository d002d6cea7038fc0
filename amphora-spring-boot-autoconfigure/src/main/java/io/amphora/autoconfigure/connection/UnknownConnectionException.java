package io.amphora.autoconfigure.connection;

import java.util.Collection;
import java.util.TreeSet;

import io.amphora.AmphoraException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a property or the application refers to an unknown connection.
 */
class UnknownConnectionException extends AmphoraException {

	private final String connection;

	UnknownConnectionException(String connection, @Nullable String property, Collection<String> known) {
		super("%s '%s'. %s".formatted(
				(property != null) ? "Property '" + property + "' refers to unknown connection" : "Unknown connection",
				connection, describe(known)), null, null);
		this.connection = connection;
	}

	private static String describe(Collection<String> known) {
		return known.isEmpty() ? "The default connection is the only one."
				: "Besides the default connection there are: '" + String.join("', '", new TreeSet<>(known)) + "'.";
	}

	String connection() {
		return this.connection;
	}

}
