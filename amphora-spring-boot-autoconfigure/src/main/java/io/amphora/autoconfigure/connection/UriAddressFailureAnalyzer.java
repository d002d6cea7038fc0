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

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes a {@link UriAddressException}.
 */
class UriAddressFailureAnalyzer extends AbstractFailureAnalyzer<UriAddressException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UriAddressException cause) {
		return new FailureAnalysis(
				"Property '%s' holds a URI or a user. It is not shown, as it may hold a password."
					.formatted(cause.property()),
				("Use a host or host:port, and set '%1$s.username', '%1$s.password', '%1$s.virtual-host' and"
						+ " '%1$s.ssl.enabled' for the rest.")
					.formatted(cause.prefix()),
				cause);
	}

}
