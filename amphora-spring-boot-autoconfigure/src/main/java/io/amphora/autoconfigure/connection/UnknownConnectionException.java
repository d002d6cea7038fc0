/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.autoconfigure.connection;

import java.util.Collection;
import java.util.TreeSet;

import io.amphora.AmphoraConfigurationException;
import io.amphora.autoconfigure.AmphoraProperties;
import org.jspecify.annotations.Nullable;

/**
 * Thrown if a property or the application refers to an unknown connection.
 */
final class UnknownConnectionException extends AmphoraConfigurationException {

	private UnknownConnectionException(String message, String remedy) {
		super(message, message, remedy, null);
	}

	static UnknownConnectionException of(String connection, @Nullable String property, Collection<String> known) {
		return new UnknownConnectionException(
				"%s '%s'. %s".formatted((property != null) ? "Property '" + property + "' refers to unknown connection"
						: "Unknown connection", connection, describe(known)),
				"Name another connection, none for the default one, or configure this one under '%s.%s'."
					.formatted(AmphoraProperties.CONNECTIONS, connection));
	}

	/** The connection has properties, but no bean, as the bean is registered earlier. */
	static UnknownConnectionException configuredLater(String connection, @Nullable String property) {
		return new UnknownConnectionException(
				"%s '%s', which was not configured when the application was processed ahead of time."
					.formatted((property != null) ? "Property '" + property + "' refers to connection"
							: "The application refers to connection", connection),
				"Also set properties under '%s.%s' when the application is processed. Their values may be others."
					.formatted(AmphoraProperties.CONNECTIONS, connection));
	}

	private static String describe(Collection<String> known) {
		return known.isEmpty() ? "The default connection is the only one."
				: "Besides the default connection there are: '" + String.join("', '", new TreeSet<>(known)) + "'.";
	}

}
