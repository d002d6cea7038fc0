package io.amphora.autoconfigure.server;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes a {@link MissingServiceNameException}.
 */
class MissingServiceNameFailureAnalyzer extends AbstractFailureAnalyzer<MissingServiceNameException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingServiceNameException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Set 'amphora.server.service-name' or 'spring.application.name', or name the service of the function"
						+ " as in @AmphoraFunction(service = \"simplemath\").",
				cause);
	}

}
