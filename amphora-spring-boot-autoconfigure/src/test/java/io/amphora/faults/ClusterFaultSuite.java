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

import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqCluster;
import io.amphora.test.RabbitMqNodeTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import org.springframework.amqp.rabbit.connection.AbstractConnectionFactory.AddressShuffleMode;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * Load over a cluster of three nodes with quorum queues.
 */
@RabbitMqNodeTest
class ClusterFaultSuite {

	private final RabbitMqCluster cluster = new RabbitMqCluster("faults");

	@BeforeEach
	void start() {
		this.cluster.start();
	}

	@AfterEach
	void end() {
		this.cluster.close();
	}

	@FaultTest
	void connectedNodeKilled(FaultMode mode) {
		strike(mode, "cluster: connected node killed and started again", () -> {
			PrivateRabbitMqNode first = this.cluster.nodes().get(0);
			first.kill();
			FaultNode.pass(Duration.ofSeconds(2));
			first.start();
			this.cluster.awaitAll();
		});
	}

	@FaultTest
	void rollingRestart(FaultMode mode) {
		strike(mode, "cluster: rolling restart", () -> this.cluster.nodes().forEach((node) -> {
			node.awaitQuorumPlusOne();
			node.stop();
			node.start();
			this.cluster.awaitAll();
		}));
	}

	@FaultTest
	void partition(FaultMode mode) {
		strike(mode, "cluster: connected node parted from the others for 10 s", () -> {
			this.cluster.isolateFirst();
			FaultNode.pass(Duration.ofSeconds(10));
			this.cluster.heal();
		});
	}

	private void strike(FaultMode mode, String fault, Runnable strike) {
		try (FaultScene scene = new FaultScene(connectionFactory(), connectionFactory(),
				FaultSetup.of(mode).withQuorumQueues())) {
			FaultNode.record(this.cluster.nodes().get(0), scene.underLoad(fault, 1, strike))
				.requireSuccessOr(mode.failuresWithoutConnections())
				.requireNoneLostUnlessRedelivered();
		}
	}

	/** Prefers the first node, which is the one that breaks. */
	private CachingConnectionFactory connectionFactory() {
		PrivateRabbitMqNode first = this.cluster.nodes().get(0);
		CachingConnectionFactory connectionFactory = FaultNode.connectionFactory(first.host(), first.port());
		connectionFactory.setAddresses(this.cluster.addresses());
		connectionFactory.setAddressShuffleMode(AddressShuffleMode.NONE);
		return connectionFactory;
	}

}
