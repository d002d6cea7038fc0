package io.amphora.autoconfigure;

import java.util.Collection;
import java.util.TreeSet;

import io.amphora.AmphoraException;
import org.jspecify.annotations.Nullable;

/**
 * Something names a connection that there is not.
 */
class UnknownConnectionException extends AmphoraException {

	private final String connection;

	UnknownConnectionException(String connection, @Nullable String property, Collection<String> known) {
		super("There is no connection '%s'%s. %s".formatted(connection,
				(property != null) ? ", which property '" + property + "' names" : "", describe(known)), null, null);
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
