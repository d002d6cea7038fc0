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

import java.time.Duration;
import java.util.Set;

import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * Load of a user who loses the permissions for a while.
 */
@RabbitMqNodeTest
class RefusalFaultSuite {

	private static final String USER = "till";

	private static final Set<String> FAILURES = Set.of("TopologyException", "ReplyLostException", "NoResultException");

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	@FaultTest
	void permissionsRevokedWhileConnectionsAreLost(FaultMode mode) {
		String user = USER + mode.ordinal();
		node.ctl("add_user", user, "right");
		permit(user, ".*");
		try (FaultScene scene = new FaultScene(connectionFactory(user), connectionFactory(user),
				FaultSetup.of(mode).withTimeout(Duration.ofSeconds(20)))) {
			FaultNode.record(node, scene.underLoad("permissions revoked for 3 s, connections closed", 1, () -> {
				permit(user, "^$");
				node.ctl("close_all_connections", "test");
				FaultNode.pass(Duration.ofSeconds(3));
				permit(user, ".*");
			})).requireSuccessOr(FAILURES).requireNoneLostUnlessRedelivered();
		}
	}

	private static void permit(String user, String resources) {
		node.ctl("set_permissions", user, resources, resources, resources);
	}

	private static CachingConnectionFactory connectionFactory(String user) {
		CachingConnectionFactory connectionFactory = FaultNode.connectionFactory(node.host(), node.port());
		connectionFactory.setUsername(user);
		connectionFactory.setPassword("right");
		return connectionFactory;
	}

}
