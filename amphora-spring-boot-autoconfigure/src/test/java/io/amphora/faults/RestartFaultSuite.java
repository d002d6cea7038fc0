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

package io.amphora.faults;

import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;

/**
 * Load over a server and a client that are stopped and serve again.
 */
@RabbitMqNodeTest
class RestartFaultSuite {

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	@FaultTest
	void serverStoppedAndServingAgain(FaultMode mode) {
		try (FaultScene scene = new FaultNode(node).scene(FaultSetup.of(mode))) {
			FaultNode.record(node, scene.underLoad("server stopped and serving again, 10 times", 10, () -> {
				scene.server().stop();
				scene.server().serve().join();
			})).requireSuccess().requireNoDuplicates().requireNoneLost();
		}
	}

	@FaultTest
	void clientStoppedAndServingAgain(FaultMode mode) {
		try (FaultScene scene = new FaultNode(node).scene(FaultSetup.of(mode))) {
			FaultNode.record(node, scene.underLoad("client stopped and serving again, 10 times", 10, () -> {
				scene.client().stop();
				scene.client().serve().join();
			})).requireSuccessOr(mode.failuresWithoutConnections()).requireNoneLostUnlessRedelivered();
		}
	}

}
