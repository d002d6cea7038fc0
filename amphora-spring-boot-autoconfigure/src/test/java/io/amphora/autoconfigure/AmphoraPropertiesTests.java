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

package io.amphora.autoconfigure;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.BuiltClient;
import io.amphora.client.ClientState;
import io.amphora.client.ReplyMode;
import io.amphora.serializer.json.SerializerLimits;
import io.amphora.server.AmphoraServer;
import io.amphora.server.BuiltServer;
import io.amphora.server.duplicate.DuplicateWindow;
import io.amphora.topology.QueueType;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.RandomizedBackOff;
import org.junit.jupiter.api.Test;

import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link AmphoraProperties}.
 */
class AmphoraPropertiesTests {

	@Test
	void serverDefaultsMatchTheBuilder() {
		AmphoraServerProperties server = bind().server();
		try (BrokerTransport transport = transport()) {
			BuiltServer built = BuiltServer.of(AmphoraServer.builder("simplemath", transport));
			assertThat(built)
				.extracting(BuiltServer::concurrency, BuiltServer::prefetch, BuiltServer::maxIgnores,
						BuiltServer::deliveryLimit, BuiltServer::gracePeriod)
				.containsExactly(server.concurrency(), server.prefetch(), server.maxIgnores(), server.deliveryLimit(),
						server.shutdown().gracePeriod());
			AmphoraServerProperties.DuplicateWindow window = server.duplicateWindow();
			assertThat(built.duplicateLimits())
				.extracting(DuplicateWindow.Limits::count, DuplicateWindow.Limits::time, DuplicateWindow.Limits::size)
				.containsExactly(window.count(), window.time(), window.size());
			assertSharedDefaults(built.queueType(), built.deliveryMode());
		}
	}

	@Test
	void clientDefaultsMatchTheBuilder() {
		AmphoraClientProperties client = AmphoraClientProperties.of("");
		AmphoraPublisherProperties.HoldLimit holdLimit = bind().publisher().holdLimit();
		try (BrokerTransport transport = transport()) {
			AmphoraClientBuilder<AmphoraClient> builder = AmphoraClient.builder("simplemath", transport);
			assertThat(builder.build().state() == ClientState.SERVING).isEqualTo(client.autoStartup());
			BuiltClient built = BuiltClient.of(builder);
			assertThat(built)
				.extracting(BuiltClient::replyQueueExpires, BuiltClient::uuid, BuiltClient::gracePeriod,
						BuiltClient::gatherQuietPeriod, BuiltClient::holdLimit, BuiltClient::holdLimitSize)
				.containsExactly(client.replyQueueExpires(), client.uuid(), client.shutdown().gracePeriod(),
						client.gather().quietPeriod(), holdLimit.count(), holdLimit.size());
			assertThat(built.timeout()).isEqualTo(Duration.ofSeconds(60));
			assertSharedDefaults(built.queueType(), built.deliveryMode());
		}
	}

	private void assertSharedDefaults(QueueType queueType, MessageDeliveryMode deliveryMode) {
		AmphoraProperties properties = bind();
		assertThat(properties.deliveryMode()).isEqualTo(MessageDeliveryMode.PERSISTENT);
		assertThat(queueType).isEqualTo(properties.queueType());
		assertThat(deliveryMode).isEqualTo(properties.deliveryMode());
	}

	@Test
	void retryDefaultsMatchTheBackOff() {
		AmphoraRetryProperties retry = bind().retry();
		assertThat(RandomizedBackOff.of(retry.initialInterval(), retry.maxInterval())).usingRecursiveComparison()
			.isEqualTo(RandomizedBackOff.defaults());
	}

	@Test
	void serializerDefaultsMatchTheLimits() {
		AmphoraSerializerProperties serializer = bind().serializer();
		assertThat(new SerializerLimits(serializer.maxDepth(), serializer.maxBody(), serializer.maxStringLength(),
				serializer.maxNumberLength()))
			.isEqualTo(SerializerLimits.defaults());
	}

	@Test
	void bindsEverything() {
		AmphoraProperties properties = bind("addresses=a:1,b", "username=alice", "password=secret", "virtual-host=/v",
				"connection-name=name", "requested-heartbeat=5s", "connection-timeout=2s", "app-id=app",
				"delivery-mode=non-persistent", "queue-type=quorum", "publisher.hold-limit.count=5",
				"publisher.hold-limit.size=1MB", "retry.initial-interval=1s", "retry.max-interval=2s",
				"serializer.max-body=1MB", "server.service-name=service", "server.shutdown.grace-period=1s");
		assertThat(properties.addresses()).containsExactly("a:1", "b");
		assertThat(properties.username()).isEqualTo("alice");
		assertThat(properties.password()).isEqualTo("secret");
		assertThat(properties.virtualHost()).isEqualTo("/v");
		assertThat(properties.connectionName()).isEqualTo("name");
		assertThat(properties.requestedHeartbeat()).isEqualTo(Duration.ofSeconds(5));
		assertThat(properties.connectionTimeout()).isEqualTo(Duration.ofSeconds(2));
		assertThat(properties.appId()).isEqualTo("app");
		assertThat(properties.deliveryMode()).isEqualTo(MessageDeliveryMode.NON_PERSISTENT);
		assertThat(properties.queueType()).isEqualTo(QueueType.QUORUM);
		assertThat(properties.publisher().holdLimit())
			.isEqualTo(new AmphoraPublisherProperties.HoldLimit(5, DataSize.ofMegabytes(1)));
		assertThat(properties.retry())
			.isEqualTo(new AmphoraRetryProperties(Duration.ofSeconds(1), Duration.ofSeconds(2)));
		assertThat(properties.serializer().maxBody()).isEqualTo(DataSize.ofMegabytes(1));
		assertThat(properties.server().serviceName()).isEqualTo("service");
		assertThat(properties.server().shutdown().gracePeriod()).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void bindsClients() {
		Map<String, AmphoraClientProperties> clients = bind("clients.math.service-name=simplemath",
				"clients.math.timeout=5s", "clients.math.queue-type=classic", "clients.send-mail.uuid=1")
			.clients();
		assertThat(clients).containsOnlyKeys("math", "send-mail");
		assertThat(clients.get("math")).isEqualTo(new AmphoraClientProperties("simplemath", null, false, null,
				Duration.ofSeconds(5), true, true, true, true, ReplyMode.QUEUE, Duration.ofMinutes(10),
				QueueType.CLASSIC, null, null, false, new AmphoraClientProperties.Shutdown(Duration.ofSeconds(10)),
				new AmphoraClientProperties.Batching(true, 100, DataSize.ofKilobytes(64), Duration.ofMillis(1), true),
				new AmphoraClientProperties.Gather(Duration.ofSeconds(1))));
		assertThat(clients.get("send-mail").uuid()).isEqualTo("1");
	}

	@Test
	void bindsAClientWithoutProperties() {
		Map<String, AmphoraClientProperties> clients = bind("clients.math=simplemath", "clients.mail=").clients();
		assertThat(clients.get("math").serviceName()).isEqualTo("simplemath");
		assertThat(clients.get("math").timeout()).isNull();
		assertThat(clients.get("mail").serviceName()).isNull();
	}

	@Test
	void hidesThePassword() {
		assertThat(bind("host=rabbit", "password=secret")).asString().contains("rabbit").doesNotContain("secret");
	}

	private static AmphoraProperties bind(String... pairs) {
		Map<String, String> map = new HashMap<>();
		for (String pair : pairs) {
			String[] parts = pair.split("=", 2);
			map.put("amphora." + parts[0], parts[1]);
		}
		return new Binder(new MapConfigurationPropertySource(map)).bindOrCreate("amphora", AmphoraProperties.class);
	}

	private static BrokerTransport transport() {
		return new BrokerTransport(mock(ConnectionFactory.class));
	}

}
