package io.amphora.autoconfigure.client;

import io.amphora.contract.InvalidContractException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes an {@link InvalidContractException}.
 */
class InvalidContractFailureAnalyzer extends AbstractFailureAnalyzer<InvalidContractException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidContractException cause) {
		String description = "An interface cannot be a contract:%n%n    %s".formatted(cause.reason());
		return new FailureAnalysis(description, cause.remedy(), cause);
	}

}
