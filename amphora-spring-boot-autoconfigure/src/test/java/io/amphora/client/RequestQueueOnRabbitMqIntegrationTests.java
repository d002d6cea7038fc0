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

package io.amphora.client;

import java.time.Duration;
import java.util.List;

import io.amphora.TopologyException;
import io.amphora.client.queue.RequestQueue;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BrokerTest;
import io.amphora.test.RabbitMqTest;
import io.amphora.test.TestBroker;
import io.amphora.test.TestService;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Tests for what the embedded broker does not refuse.
 */
@BrokerTest
@ExtendWith(OutputCaptureExtension.class)
class RequestQueueOnRabbitMqIntegrationTests {

	@RabbitMqTest
	@ParameterizedTest
	@EnumSource
	void clientWarnsOnceIfNoServerConsumesItsRequests(ReplyMode replyMode, TestBroker broker, CapturedOutput output) {
		String service = broker.uniqueName("inventory");
		String misspelt = service.replace("inventory", "inventry");
		try (AmphoraServer server = AmphoraServer.builder(service, broker.connectionFactory()).build();
				AmphoraClient before = AmphoraClient.builder(misspelt, broker.connectionFactory()).build();
				AmphoraClient right = client(service, replyMode, broker);
				AmphoraClient wrong = client(misspelt, replyMode, broker)) {
			assertThat(server.serve()).succeedsWithin(Duration.ofSeconds(20));
			assertThat(before.serve()).succeedsWithin(Duration.ofSeconds(20));
			right.serve();
			wrong.serve();
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(output)
					.contains("No server consumes from queue 'rpc_%1$s_request' of service '%1$s'".formatted(misspelt))
					.contains("This application also has '" + service + "'"));
			wrong.stop();
			wrong.serve();
		}
		assertThat(output).containsOnlyOnce("'" + misspelt + "': requests stay in the queue")
			.doesNotContain("No server consumes from queue 'rpc_" + service + "_request'");
	}

	@RabbitMqTest
	@ParameterizedTest
	@EnumSource
	void warningSuggestsAFanoutClientIfThereAreFanoutServersOnly(ReplyMode replyMode, TestBroker broker,
			CapturedOutput output) {
		String service = broker.uniqueName("cache");
		try (AmphoraFanoutServer server = AmphoraFanoutServer.builder(service, broker.connectionFactory()).build();
				AmphoraClient plain = client(service, replyMode, broker)) {
			assertThat(server.serve()).succeedsWithin(Duration.ofSeconds(20));
			plain.serve();
			Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.untilAsserted(() -> assertThat(output)
					.contains("No server consumes from queue 'rpc_%1$s_request' of service '%1$s'".formatted(service))
					.contains("'amphora.clients.<name>.fanout=true', or build an AmphoraFanoutClient."));
		}
		assertThat(output).containsOnlyOnce("No server consumes").doesNotContain("cannot be used");
	}

	private static AmphoraClient client(String service, ReplyMode replyMode, TestBroker broker) {
		return AmphoraClient.builder(service, broker.connectionFactory())
			.replyMode(replyMode)
			.consumerCheck(Duration.ofMillis(10), () -> List.of(service.replace("inventry", "inventory"), "mail"),
					() -> false)
			.autoStartup(false)
			.build();
	}

	@Test
	void queueMayExpireAfterTenYears(TestService service) {
		AmphoraClient client = service.client();
		RequestQueue queue = RequestQueue.named(service.name() + ".more").expires(Duration.ofDays(3650));
		assertThatNoException().isThrownBy(() -> client.createRequestQueue(queue));
		client.removeRequestQueue(queue.name());
	}

	@RabbitMqTest
	@Test
	void queueThatExistsWithOtherArgumentsIsRefused(TestService service) {
		String name = service.name() + ".more";
		AmphoraClient client = service.client();
		client.createRequestQueue(RequestQueue.named(name).expires(Duration.ofMinutes(1)));
		assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> client.createRequestQueue(name))
			.withMessageContaining("x-expires");
	}

}
