package io.amphora.test;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips or fails a class that needs RabbitMQ where there is none.
 */
final class RabbitMqCondition implements ExecutionCondition, BeforeAllCallback {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (TestSettings.rabbitMqRequired() || isPresent(context)) {
			return ConditionEvaluationResult.enabled("There is a RabbitMQ, or there has to be one");
		}
		return ConditionEvaluationResult.disabled(reason(context));
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		if (!isPresent(context)) {
			throw new IllegalStateException(TestSettings.RABBITMQ_REQUIRED + " is set, but: " + reason(context));
		}
	}

	private static boolean isPresent(ExtensionContext context) {
		return BrokerExtension.search(context).rabbitMq().isPresent();
	}

	private static String reason(ExtensionContext context) {
		return SkippedTests.REASON + ": " + BrokerExtension.search(context).whyNoRabbitMq();
	}

}
