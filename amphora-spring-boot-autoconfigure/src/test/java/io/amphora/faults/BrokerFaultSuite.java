package io.amphora.faults;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.amphora.client.AmphoraClient;
import io.amphora.server.AmphoraServer;
import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Load over a broker that dies, goes away, or has no memory or no disk left.
 */
@RabbitMqNodeTest
class BrokerFaultSuite {

	private static final Duration ALARM = Duration.ofSeconds(10);

	private static final PrivateRabbitMqNode node = PrivateRabbitMqNode.builder().build();

	@Test
	void brokerKilled() {
		try (FaultScene scene = new FaultNode(node).scene(FaultScene.LONG)) {
			FaultNode.record(node, scene.underLoad("broker killed and started again, twice", 2, () -> {
				node.kill();
				node.start();
			}).requireAnswers());
		}
	}

	@Test
	void brokerStopped() {
		try (FaultScene scene = new FaultNode(node).scene(Duration.ofSeconds(90))) {
			FaultNode.record(node, scene.underLoad("broker stopped for 30 s", 1, () -> {
				node.stop();
				FaultNode.pass(Duration.ofSeconds(30));
				node.start();
			}).requireAnswers());
		}
	}

	@Test
	void brokerStoppedForLongerThanTheTimeout() {
		try (FaultScene scene = new FaultNode(node).scene(FaultScene.SHORT)) {
			FaultNode.record(node, scene.underLoad("broker stopped for 15 s, timeout 5 s", 1, () -> {
				node.stop();
				FaultNode.pass(Duration.ofSeconds(15));
				node.start();
			}).requireAnswersOr(Set.of("NoResultException")));
		}
	}

	@Test
	void memoryAlarm() {
		alarm("memory alarm for 10 s", "set_vm_memory_high_watermark", "0", "0.6");
	}

	@Test
	void diskAlarm() {
		alarm("disk alarm for 10 s", "set_disk_free_limit", "100000GB", "50MB");
	}

	@Test
	void clientClosedBeforeAMemoryAlarmEnds() {
		String service = "faults-" + UUID.randomUUID();
		CachingConnectionFactory connectionFactory = FaultNode.connectionFactory(node.host(), node.port());
		try (AmphoraServer server = AmphoraServer.builder(service, connectionFactory).build();
				AmphoraClient client = AmphoraClient.builder(service, connectionFactory)
					.timeout(FaultScene.LONG)
					.build()) {
			server.addFunction("echo", (call) -> call.argument(0, Integer.class));
			server.serve().join();
			AmphoraClient other = AmphoraClient.builder(service, connectionFactory).build();
			assertThat(other.call("echo", Integer.class, 1)).isEqualTo(1);
			node.ctl("set_vm_memory_high_watermark", "0");
			CompletableFuture<Integer> held = client.defer("echo", Integer.class, 2);
			other.close();
			assertThat(held).isNotDone();
			node.ctl("set_vm_memory_high_watermark", "0.6");
			assertThat(held).succeedsWithin(FaultScene.LONG).isEqualTo(2);
		}
		finally {
			connectionFactory.destroy();
		}
	}

	private void alarm(String fault, String setting, String raising, String ending) {
		try (FaultScene scene = new FaultNode(node).scene(FaultScene.LONG)) {
			FaultReport report = scene.underLoad(fault, 1, () -> {
				node.ctl(setting, raising);
				FaultNode.pass(ALARM);
				node.ctl(setting, ending);
			});
			FaultNode.record(node, report.requireAnswers().requireNoDuplicates());
			assertThat(report.longestPause()).as("time that the alarm held the calls").isGreaterThanOrEqualTo(ALARM);
		}
	}

}
