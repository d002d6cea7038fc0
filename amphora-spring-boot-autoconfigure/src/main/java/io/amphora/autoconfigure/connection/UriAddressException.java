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

import io.amphora.AmphoraConfigurationException;

/**
 * Thrown if an address is a URI. The URI is not shown, as it may contain a password.
 */
class UriAddressException extends AmphoraConfigurationException {

	UriAddressException(String property) {
		super("Property '%s' holds a URI or a user; it must be a host. Set '%s.username' and '%s.password'."
			.formatted(property, prefix(property), prefix(property)),
				"Property '%s' holds a URI or a user. It is not shown, as it may hold a password.".formatted(property),
				("Use a host or host:port, and set '%1$s.username', '%1$s.password', '%1$s.virtual-host' and"
						+ " '%1$s.ssl.enabled' for the rest.")
					.formatted(prefix(property)),
				null);
	}

	private static String prefix(String property) {
		return property.substring(0, property.lastIndexOf('.'));
	}

	static void throwIfUri(String property, String text) {
		if (text.contains("@") || text.contains("/")) {
			throw new UriAddressException(property);
		}
	}

}
