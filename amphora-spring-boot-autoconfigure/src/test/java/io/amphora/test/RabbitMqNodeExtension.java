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

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Starts and closes the nodes of a class. Skips or fails it where none can be started; so
 * it touches the class's fields, which make nodes, only afterwards.
 */
final class RabbitMqNodeExtension implements ExecutionCondition, BeforeAllCallback, AfterAllCallback {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (TestSettings.rabbitMqRequired() || isWanted()) {
			return ConditionEvaluationResult.enabled("RabbitMQ is installed, or has to be");
		}
		return ConditionEvaluationResult.disabled(reason());
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		if (!isWanted()) {
			throw new IllegalStateException(TestSettings.RABBITMQ_REQUIRED + " is set, but: " + reason());
		}
		nodes(context).forEach(PrivateRabbitMqNode::start);
	}

	@Override
	public void afterAll(ExtensionContext context) {
		if (isWanted()) {
			nodes(context).forEach(PrivateRabbitMqNode::close);
		}
	}

	private static String reason() {
		return SkippedTests.REASON + " to start nodes of: "
				+ SharedBroker.ofThisBuild()
					.map(SharedBroker::whyNoRabbitMq)
					.filter((reason) -> !reason.isEmpty())
					.orElse(PrivateRabbitMqNode.NOT_INSTALLED);
	}

	private static List<PrivateRabbitMqNode> nodes(ExtensionContext context) {
		return ReflectionSupport
			.streamFields(context.getRequiredTestClass(), RabbitMqNodeExtension::isNode,
					HierarchyTraversalMode.TOP_DOWN)
			.map(RabbitMqNodeExtension::node)
			.toList();
	}

	private static boolean isNode(Field field) {
		return Modifier.isStatic(field.getModifiers()) && field.getType() == PrivateRabbitMqNode.class;
	}

	private static PrivateRabbitMqNode node(Field field) {
		return (PrivateRabbitMqNode) ReflectionSupport.tryToReadFieldValue(field, null)
			.getOrThrow((ex) -> new IllegalStateException("Cannot read " + field, ex));
	}

	private static boolean isWanted() {
		return PrivateRabbitMqNode.isInstalled() && !TestSettings.embeddedOnly() && !hasFailed();
	}

	/** Whether the build could not even start its own broker. */
	private static boolean hasFailed() {
		return SharedBroker.ofThisBuild().filter((broker) -> !broker.address().rabbitMq()).isPresent();
	}

}
