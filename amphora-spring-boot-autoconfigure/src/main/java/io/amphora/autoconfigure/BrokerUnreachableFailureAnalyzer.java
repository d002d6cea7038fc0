package io.amphora.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what to do about a {@link BrokerUnreachableException}.
 */
class BrokerUnreachableFailureAnalyzer extends AbstractFailureAnalyzer<BrokerUnreachableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, BrokerUnreachableException cause) {
		return new FailureAnalysis(cause.getMessage(),
				(cause.mistake().remedy()
						+ ". To start without a connection and connect later, set '%1$s.fail-fast' to false.")
					.formatted(cause.prefix()),
				cause);
	}

}
