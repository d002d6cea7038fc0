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

package io.amphora.autoconfigure.test;

import io.amphora.test.TestBroker;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/**
 * A container as Testcontainers has it, but for the engine: in its place is the broker of
 * the tests, which needs none.
 */
final class RunningContainer extends RabbitMQContainer {

	private final TestBroker broker;

	RunningContainer(TestBroker broker) {
		super("rabbitmq:4-management");
		this.broker = broker;
		withEnv("RABBITMQ_DEFAULT_VHOST", broker.virtualHost());
	}

	@Override
	public void start() {
	}

	@Override
	public boolean isRunning() {
		return true;
	}

	@Override
	public String getAmqpUrl() {
		return "amqp://" + this.broker.host() + ":" + this.broker.port();
	}

	@Override
	public String getAdminUsername() {
		return this.broker.username();
	}

	@Override
	public String getAdminPassword() {
		return this.broker.password();
	}

	@Override
	public void stop() {
	}

}
