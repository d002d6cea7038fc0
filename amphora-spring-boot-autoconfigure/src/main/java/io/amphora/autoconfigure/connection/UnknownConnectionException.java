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
class UnknownConnectionException extends AmphoraConfigurationException {

	UnknownConnectionException(String connection, @Nullable String property, Collection<String> known) {
		this(connection, "%s '%s'. %s".formatted(
				(property != null) ? "Property '" + property + "' refers to unknown connection" : "Unknown connection",
				connection, describe(known)));
	}

	private UnknownConnectionException(String connection, String message) {
		super(message, message,
				"Name another connection, none for the default one, or configure this one under '%s.%s'."
					.formatted(AmphoraProperties.CONNECTIONS, connection),
				null);
	}

	private static String describe(Collection<String> known) {
		return known.isEmpty() ? "The default connection is the only one."
				: "Besides the default connection there are: '" + String.join("', '", new TreeSet<>(known)) + "'.";
	}

}
