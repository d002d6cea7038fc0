package io.amphora.autoconfigure.server;

import io.amphora.annotation.InvalidFunctionException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Analyzes an {@link InvalidFunctionException}.
 */
class InvalidFunctionFailureAnalyzer extends AbstractFailureAnalyzer<InvalidFunctionException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidFunctionException cause) {
		String description = "Method '%s' of bean '%s' cannot be a function:%n%n    %s"
			.formatted(cause.method().toGenericString(), cause.beanName(), cause.reason());
		return new FailureAnalysis(description, cause.remedy(), cause);
	}

}
