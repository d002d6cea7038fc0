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

/**
 * The RabbitMQ that is installed on this machine, started as a node of our own beside the
 * one that may be running.
 */
final class InstalledBrokerSource implements BrokerSource {

	@Override
	public BrokerAddress find() throws NoBrokerException {
		if (!PrivateRabbitMqNode.isInstalled()) {
			throw new NoBrokerException(PrivateRabbitMqNode.NOT_INSTALLED);
		}
		PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();
		try {
			node.start();
		}
		catch (RuntimeException ex) {
			node.close();
			throw new NoBrokerException("the installed rabbitmq-server does not start", ex);
		}
		return new BrokerAddress("a private node of " + node.version(), true, node.host(), node.port(), "guest",
				"guest", "/", node);
	}

}
