package io.amphora.faults;

import java.time.Duration;

import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqCluster;
import io.amphora.test.RabbitMqNodeTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

	@Test
	void connectedNodeKilled() {
		strike("cluster: connected node killed and started again", () -> {
			PrivateRabbitMqNode first = this.cluster.nodes().get(0);
			first.kill();
			FaultNode.pass(Duration.ofSeconds(2));
			first.start();
			this.cluster.awaitAll();
		});
	}

	@Test
	void rollingRestart() {
		strike("cluster: rolling restart", () -> this.cluster.nodes().forEach((node) -> {
			node.awaitQuorumPlusOne();
			node.stop();
			node.start();
			this.cluster.awaitAll();
		}));
	}

	@Test
	void partition() {
		strike("cluster: connected node parted from the others for 10 s", () -> {
			this.cluster.isolateFirst();
			FaultNode.pass(Duration.ofSeconds(10));
			this.cluster.heal();
		});
	}

	private void strike(String fault, Runnable strike) {
		try (FaultScene scene = new FaultScene(connectionFactory(), connectionFactory(), FaultScene.LONG,
				FaultSetup.QUORUM)) {
			FaultNode.record(this.cluster.nodes().get(0), scene.underLoad(fault, 1, strike).requireAnswers());
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
