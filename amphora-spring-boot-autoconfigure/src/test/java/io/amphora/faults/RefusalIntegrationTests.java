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
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.amphora.AmphoraException;
import io.amphora.TopologyException;
import io.amphora.actuate.AmphoraClientHealthIndicator;
import io.amphora.actuate.AmphoraServerHealthIndicator;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.test.NodeBuilder;
import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.RandomizedBackOff;
import io.amphora.transport.connection.ReadingThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.backoff.BackOff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what a broker refuses for a while: permissions, virtual hosts, locked queues.
 */
@RabbitMqNodeTest
@ExtendWith(OutputCaptureExtension.class)
class RefusalIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration REFUSAL_INTERVAL = Duration.ofMillis(500);

	private static final BackOff RETRY = RandomizedBackOff.of(Duration.ofMillis(50), REFUSAL_INTERVAL);

	/** Their users have the same names. */
	private static final Queue<String> virtualHosts = IntStream.range(0, 5)
		.mapToObj((i) -> "refused" + i)
		.collect(Collectors.toCollection(ArrayDeque::new));

	private static final PrivateRabbitMqNode node = newNode();

	private final String name = nextVirtualHost();

	private final CachingConnectionFactory connectionFactory = new CachingConnectionFactory(node.host(), node.port());

	private final BrokerTransport transport = new BrokerTransport(this.connectionFactory, RETRY, REFUSAL_INTERVAL,
			null);

	private final AmphoraServer server = AmphoraServer.builder("refused", this.transport).build();

	private final AmphoraClient client = AmphoraClient.builder("refused", this.transport)
		.timeout(Duration.ofSeconds(5))
		.autoStartup(false)
		.build();

	/** Return one that no test has used, unless tests are repeated. */
	private static String nextVirtualHost() {
		String next = virtualHosts.remove();
		virtualHosts.add(next);
		return next;
	}

	private static PrivateRabbitMqNode newNode() {
		NodeBuilder builder = PrivateRabbitMqNode.builder();
		virtualHosts.forEach((name) -> builder.user(name, "secret", name));
		return builder.build();
	}

	@BeforeEach
	void logIn() {
		this.connectionFactory.setExecutor(ReadingThread.executor());
		this.connectionFactory.setUsername(this.name);
		this.connectionFactory.setPassword("secret");
		this.connectionFactory.setVirtualHost(this.name);
		this.server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
	}

	@AfterEach
	void close() {
		this.client.close();
		this.server.close();
		this.transport.close();
		this.connectionFactory.destroy();
	}

	private void permit(String resources) {
		node.ctl("set_permissions", "-p", this.name, this.name, resources, resources, resources);
	}

	private void serveBoth() {
		assertThat(this.server.serve()).succeedsWithin(PATIENCE);
		assertThat(this.client.serve()).succeedsWithin(PATIENCE);
		assertThat(this.client.call("add", Integer.class, 2, 3)).isEqualTo(5);
	}

	@Test
	void clientsAndServersContinueOnceTheUserHasPermissionsAgain(CapturedOutput output) {
		serveBoth();
		permit("^$");
		node.ctl("close_all_user_connections", this.name, "test");
		awaitRefusal("ACCESS_REFUSED");
		assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> this.client.call("add", int.class, 2, 3))
			.withMessageContaining("Give the user the permission to configure ");
		assertThat(clientStatus()).isEqualTo(Status.DOWN);
		assertThat(serverStatus()).isEqualTo(Status.DOWN);
		permit(".*");
		awaitCalls();
		assertThat(output).containsOnlyOnce("cannot be used; trying again every 500 ms");
		assertThat(output.getOut()).contains("Amphora channel 'client of refused, requests' is open");
	}

	@Test
	void clientsAndServersContinueOnceTheVirtualHostExistsAgain() {
		serveBoth();
		node.ctl("delete_vhost", this.name);
		awaitRefusal("NOT_ALLOWED");
		assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> this.client.call("add", int.class, 2, 3))
			.withMessageContaining("Create the virtual host");
		node.ctl("add_vhost", this.name);
		awaitRefusal("NOT_ALLOWED");
		permit(".*");
		awaitCalls();
	}

	@Test
	void startIsRefusedAndSucceedsLater() {
		permit("^$");
		assertThat(this.server.serve()).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(TopologyException.class);
		assertThat(this.client.serve()).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(TopologyException.class);
		permit(".*");
		awaitCalls();
	}

	@Test
	void responsesAreHeldWhileTheBrokerRefusesTheServersPublisher() throws Exception {
		CountDownLatch running = new CountDownLatch(1);
		CountDownLatch mayReturn = new CountDownLatch(1);
		this.server.addFunction("wait", (call) -> {
			running.countDown();
			mayReturn.await();
			return "waited";
		});
		serveBoth();
		CompletableFuture<String> waiting = this.client.function("wait").timeout(PATIENCE).defer(String.class);
		running.await();
		try (Connection admin = connect()) {
			Channel channel = admin.createChannel();
			channel.exchangeDelete("rpc_refused_response");
			channel.exchangeDeclare("rpc_refused_response", "fanout", true);
			((CachingConnectionFactory) this.connectionFactory.getPublisherConnectionFactory()).resetConnection();
			await().atMost(PATIENCE).until(() -> this.server.connection().lastFailure() instanceof TopologyException);
			mayReturn.countDown();
			await().atMost(PATIENCE).until(() -> this.server.statistics().held() == 1);
			assertThat(this.server.serving()).isTrue();
			assertThat(serverStatus()).isEqualTo(Status.DOWN);
			assertThat(clientStatus()).isEqualTo(Status.DOWN);
			channel.exchangeDelete("rpc_refused_response");
			assertThat(waiting).succeedsWithin(PATIENCE).isEqualTo("waited");
			awaitCalls();
		}
	}

	@Test
	void fanoutServerServesAgainOnceItsOldConnectionIsClosed() throws Exception {
		String queue = "rpc_refused_fanout_request_one";
		try (AmphoraFanoutServer fanout = AmphoraFanoutServer.builder("refused", this.transport).uuid("one").build();
				AmphoraFanoutClient caller = AmphoraFanoutClient.builder("refused", this.transport)
					.timeout(Duration.ofSeconds(5))
					.build()) {
			Connection before = connect();
			fanout.addFunction("who", (call) -> "one");
			before.createChannel().queueDeclare(queue, false, true, true, Map.of());
			assertThat(fanout.serve()).failsWithin(PATIENCE)
				.withThrowableThat()
				.withCauseInstanceOf(TopologyException.class)
				.withMessageContaining(queue);
			assertThat(new AmphoraServerHealthIndicator(fanout).health().getStatus()).isEqualTo(Status.DOWN);
			assertThat(fanout.connection().lastFailure()).isInstanceOf(TopologyException.class);
			before.close();
			await().atMost(PATIENCE).until(fanout::serving);
			await().atMost(PATIENCE).untilAsserted(() -> assertThat(fanout.connection().lastFailure()).isNull());
			assertThat(caller.call("who", String.class)).isEqualTo("one");
		}
	}

	private Connection connect() throws Exception {
		ConnectionFactory factory = new ConnectionFactory();
		factory.setHost(node.host());
		factory.setPort(node.port());
		factory.setUsername(this.name);
		factory.setPassword("secret");
		factory.setVirtualHost(this.name);
		return factory.newConnection();
	}

	private void awaitRefusal(String words) {
		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(this.client.connection().lastFailure()).isNotNull().hasStackTraceContaining(words);
			assertThat(this.server.consumers().get(0).refusal()).isNotNull().hasMessageContaining(words);
			assertThat(this.client.consumer().refusal()).isNotNull();
		});
	}

	private Status clientStatus() {
		return new AmphoraClientHealthIndicator(this.client).health().getStatus();
	}

	private Status serverStatus() {
		return new AmphoraServerHealthIndicator(this.server).health().getStatus();
	}

	private void awaitCalls() {
		await().atMost(PATIENCE)
			.ignoreExceptionsInstanceOf(AmphoraException.class)
			.until(() -> this.client.call("add", Integer.class, 2, 3) == 5);
		await().atMost(PATIENCE).untilAsserted(() -> {
			assertThat(clientStatus()).isEqualTo(Status.UP);
			assertThat(serverStatus()).isEqualTo(Status.UP);
			assertThat(this.client.connection().lastFailure()).isNull();
			assertThat(this.server.connection().lastFailure()).isNull();
		});
	}

}
