package io.amphora.autoconfigure.connection;

import io.amphora.autoconfigure.AmphoraProperties;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes an {@link UnknownConnectionException}.
 */
class UnknownConnectionFailureAnalyzer extends AbstractFailureAnalyzer<UnknownConnectionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, UnknownConnectionException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Name another connection, none for the default one, or configure this one under '%s.%s'."
					.formatted(AmphoraProperties.CONNECTIONS, cause.connection()),
				cause);
	}

}
