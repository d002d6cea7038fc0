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
import java.util.HashSet;
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

	@FaultTest
	void brokerKilled(FaultMode mode) {
		strike(FaultSetup.of(mode), "broker killed and started again, twice", 2, () -> {
			node.kill();
			node.start();
		}).requireSuccessOr(mode.failuresWithoutConnections()).requireNoneLostUnlessRedelivered();
	}

	@FaultTest
	void brokerStopped(FaultMode mode) {
		strike(FaultSetup.of(mode), "broker stopped for 30 s", 1, () -> stopFor(Duration.ofSeconds(30)))
			.requireSuccessOr(mode.failuresWithoutConnections())
			.requireNoneLostUnlessRedelivered();
	}

	@FaultTest
	void brokerStoppedForLongerThanTheTimeout(FaultMode mode) {
		Set<String> failures = new HashSet<>(mode.failuresWithoutConnections());
		failures.add("NoResultException");
		strike(FaultSetup.of(mode).withTimeout(FaultSetup.SHORT), "broker stopped for 15 s, timeout 5 s", 1,
				() -> stopFor(Duration.ofSeconds(15)))
			.requireSuccessOr(failures)
			.requireNoneLostUnlessRedelivered();
	}

	@FaultTest
	void memoryAlarm(FaultMode mode) {
		alarm(mode, "memory alarm for 10 s", "set_vm_memory_high_watermark", "0", "0.6");
	}

	@FaultTest
	void diskAlarm(FaultMode mode) {
		alarm(mode, "disk alarm for 10 s", "set_disk_free_limit", "100000GB", "50MB");
	}

	@Test
	void clientClosedBeforeAMemoryAlarmEnds() {
		String service = "faults-" + UUID.randomUUID();
		CachingConnectionFactory connectionFactory = FaultNode.connectionFactory(node.host(), node.port());
		try (AmphoraServer server = AmphoraServer.builder(service, connectionFactory).build();
				AmphoraClient client = AmphoraClient.builder(service, connectionFactory)
					.timeout(FaultSetup.LONG)
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
			assertThat(held).succeedsWithin(FaultSetup.LONG).isEqualTo(2);
		}
		finally {
			connectionFactory.destroy();
		}
	}

	private void alarm(FaultMode mode, String fault, String setting, String raising, String ending) {
		FaultReport report = strike(FaultSetup.of(mode), fault, 1, () -> {
			node.ctl(setting, raising);
			FaultNode.pass(ALARM);
			node.ctl(setting, ending);
		});
		report.requireSuccess().requireNoDuplicates().requireNoneLost();
		assertThat(report.longestPause()).as("time that the alarm held the calls").isGreaterThanOrEqualTo(ALARM);
	}

	private static void stopFor(Duration time) {
		node.stop();
		FaultNode.pass(time);
		node.start();
	}

	private FaultReport strike(FaultSetup setup, String fault, int times, Runnable strike) {
		try (FaultScene scene = new FaultNode(node).scene(setup)) {
			return FaultNode.record(node, scene.underLoad(fault, times, strike));
		}
	}

}
