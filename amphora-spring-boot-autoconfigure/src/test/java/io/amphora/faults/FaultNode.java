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

import io.amphora.docs.FaultFigures;
import io.amphora.docs.FaultResults;
import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.TcpProxy;
import io.amphora.transport.connection.ReadingThread;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static org.awaitility.Awaitility.await;

/**
 * The node that a fault suite breaks, and how to get to it.
 */
final class FaultNode {

	/** Short enough to notice a frozen connection within a test. */
	private static final int HEARTBEAT_SECONDS = 2;

	private final PrivateRabbitMqNode node;

	FaultNode(PrivateRabbitMqNode node) {
		this.node = node;
	}

	FaultScene scene(FaultSetup setup) {
		return new FaultScene(connectionFactory(this.node.host(), this.node.port()),
				connectionFactory(this.node.host(), this.node.port()), setup);
	}

	FaultScene scene(TcpProxy serverProxy, TcpProxy clientProxy, FaultSetup setup) {
		return new FaultScene(connectionFactory(serverProxy.host(), serverProxy.port()),
				connectionFactory(clientProxy.host(), clientProxy.port()), setup);
	}

	static CachingConnectionFactory connectionFactory(String host, int port) {
		CachingConnectionFactory connectionFactory = new CachingConnectionFactory(host, port);
		connectionFactory.setRequestedHeartBeat(HEARTBEAT_SECONDS);
		connectionFactory.setExecutor(ReadingThread.executor());
		return connectionFactory;
	}

	/** Write down what a fault did. */
	static FaultReport record(PrivateRabbitMqNode node, FaultReport report) {
		FaultResults.write(new FaultFigures(node.version().replace("RabbitMQ ", ""), report.fault(),
				report.mode().toString(), report.accepted(), report.replied() + report.confirmed(), report.failures(),
				report.duplicated(), report.open() + report.lost(), report.violations().size(), report.longestPause()));
		return report;
	}

	static void pass(Duration time) {
		await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
	}

}
