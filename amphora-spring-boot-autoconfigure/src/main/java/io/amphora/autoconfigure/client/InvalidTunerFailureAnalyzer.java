package io.amphora.autoconfigure.client;

import io.amphora.annotation.InvalidTunerException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes an {@link InvalidTunerException}.
 */
class InvalidTunerFailureAnalyzer extends AbstractFailureAnalyzer<InvalidTunerException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidTunerException cause) {
		String description = "Bean '%s' cannot be a tuner:%n%n    %s".formatted(cause.beanName(), cause.reason());
		return new FailureAnalysis(description, cause.remedy(), cause);
	}

}
