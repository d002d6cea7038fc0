package io.amphora.test;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips or fails a class that starts RabbitMQ nodes where none can be started.
 */
final class RabbitMqNodeCondition implements ExecutionCondition, BeforeAllCallback {

	private static final String REASON = "No RabbitMQ to start nodes of: " + PrivateRabbitMqNode.NOT_INSTALLED;

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (TestSettings.rabbitMqRequired() || isWanted()) {
			return ConditionEvaluationResult.enabled("RabbitMQ is installed, or has to be");
		}
		return ConditionEvaluationResult.disabled(REASON);
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		if (!isWanted()) {
			throw new IllegalStateException(TestSettings.RABBITMQ_REQUIRED + " is set, but: " + REASON);
		}
	}

	private static boolean isWanted() {
		return PrivateRabbitMqNode.isInstalled() && !TestSettings.embeddedOnly();
	}

}
