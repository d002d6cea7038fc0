package io.amphora.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells what to do about a {@link BrokerUnreachableException}.
 */
class BrokerUnreachableFailureAnalyzer extends AbstractFailureAnalyzer<BrokerUnreachableException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, BrokerUnreachableException cause) {
		String mistake = cause.loginRefused() ? "Correct '%1$s.username' and '%1$s.password'"
				: "Start the broker, or correct '%1$s.host', '%1$s.port' or '%1$s.addresses'";
		return new FailureAnalysis(cause.getMessage(),
				(mistake + ". To start without a connection and connect later, set '%1$s.fail-fast' to false.")
					.formatted(cause.prefix()),
				cause);
	}

}
