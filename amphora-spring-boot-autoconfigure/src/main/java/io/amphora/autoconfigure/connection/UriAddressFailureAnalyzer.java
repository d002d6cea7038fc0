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
