/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.test;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips or fails tests that need RabbitMQ where there is none.
 */
final class RabbitMqCondition implements ExecutionCondition, BeforeAllCallback, BeforeEachCallback {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (TestSettings.rabbitMqRequired() || isPresent(context)) {
			return ConditionEvaluationResult.enabled("There is a RabbitMQ, or there has to be one");
		}
		return ConditionEvaluationResult.disabled(reason(context));
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		requirePresent(context);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		requirePresent(context);
	}

	private static void requirePresent(ExtensionContext context) {
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
