package io.amphora.autoconfigure.embedded;

import io.amphora.embedded.EmbeddedBrokerException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes an {@link EmbeddedBrokerException}.
 */
class EmbeddedBrokerFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedBrokerException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedBrokerException cause) {
		if (cause instanceof EmbeddedBrokerSetupException setup) {
			return new FailureAnalysis(setup.description(), setup.action(), cause);
		}
		return new FailureAnalysis(cause.getMessage(),
				"Set 'amphora.embedded.port' to a free port or to 0, or use a RabbitMQ server"
						+ " ('amphora.embedded.enabled=false').",
				cause);
	}

}
