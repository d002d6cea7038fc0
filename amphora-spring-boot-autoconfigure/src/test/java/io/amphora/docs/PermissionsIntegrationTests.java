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

package io.amphora.docs;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import io.amphora.TopologyException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ReplyMode;
import io.amphora.client.fanout.FanoutReply;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.introspection.ServiceDescription;
import io.amphora.server.AmphoraServer;
import io.amphora.server.AmphoraServerBuilder;
import io.amphora.server.ReplyTargets;
import io.amphora.server.receiver.QueueReceiver;
import io.amphora.server.receiver.ReceiveOptions;
import io.amphora.test.NodeBuilder;
import io.amphora.test.PrivateRabbitMqNode;
import io.amphora.test.RabbitMqNodeTest;
import io.amphora.topology.QueueType;
import io.amphora.transport.BatchLimits;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.connection.ReadingThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the permissions in {@code docs/security.md}: users have these and no others.
 */
@RabbitMqNodeTest
@ExtendWith(OutputCaptureExtension.class)
class PermissionsIntegrationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final String SERVICE = "inventory";

	private static final Pattern COMMAND = Pattern.compile(
			"^rabbitmqctl set_permissions -p shop (\\S+) \\\\\n" + " +'(.*)' \\\\\n +'(.*)' \\\\\n +'(.*)'\n",
			Pattern.MULTILINE);

	/** One for each test. */
	private static final List<String> virtualHosts = new ArrayList<>(
			List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"));

	private static final PrivateRabbitMqNode node = newNode();

	private String virtualHost = nextVirtualHost();

	private final Map<String, BrokerTransport> transports = new HashMap<>();

	private final List<CachingConnectionFactory> connectionFactories = new ArrayList<>();

	private final List<AutoCloseable> open = new ArrayList<>();

	private final List<AmphoraServer> served = new ArrayList<>();

	private final Queue<CompletableFuture<Object>> unfinished = new ConcurrentLinkedQueue<>();

	/** Return one that no test has used, unless tests are repeated. */
	private static String nextVirtualHost() {
		Collections.rotate(virtualHosts, -1);
		return virtualHosts.get(virtualHosts.size() - 1);
	}

	private static PrivateRabbitMqNode newNode() {
		NodeBuilder builder = PrivateRabbitMqNode.builder();
		for (MatchResult command : commands()) {
			virtualHosts.forEach((host) -> builder.restrictedUser(command.group(1), host, command.group(2),
					command.group(3), command.group(4)));
		}
		virtualHosts.forEach((host) -> {
			builder.user("guest", "guest", host);
			addUsers(builder, host);
		});
		return builder.build();
	}

	private static List<MatchResult> commands() {
		Page page = Page.of(Repository.root().resolve("docs/security.md"));
		List<MatchResult> commands = COMMAND.matcher(page.text()).results().toList();
		assertThat(commands).hasSize(page.text().split("set_permissions", -1).length - 1);
		return commands;
	}

	/** Users with the permissions that the page describes in words. */
	private static void addUsers(NodeBuilder builder, String host) {
		builder.restrictedUser("least-server", host, "^rpc_inventory_(request|response)$",
				"^rpc_inventory_(request|response)$", "^rpc_inventory_request$");
		builder.restrictedUser("least-caller", host, "^rpc_inventory_(request|response(_.*)?)$",
				"^rpc_inventory_(request|response_.*)$", "^rpc_inventory_(request|response(_.*)?)$");
		builder.restrictedUser("silent-server", host, "^rpc_inventory_(request|response)$", "^rpc_inventory_request$",
				"^rpc_inventory_request$");
		builder.restrictedUser("reader", host, "^rpc_inventory_response_till-.*$", "^rpc_inventory_response_till-.*$",
				"^rpc_inventory_(request|response(_till-.*)?)$");
		builder.restrictedUser("fanout-till", host, "^rpc_inventory_response_till-.*$",
				"^rpc_inventory_(request|control|response_till-.*|fanout_request|introspection)$",
				"^rpc_inventory_response(_till-.*)?$");
		builder.restrictedUser("queue-caller", host, "^rpc_(north_request|inventory_(request|response(_.*)?))$",
				"^rpc_(north_request|inventory_(request|control|response_.*))$",
				"^rpc_inventory_(request|response(_.*)?)$");
		builder.restrictedUser("queue-server", host, "^rpc_inventory_(request|response|(introspection|control)(_.*)?)$",
				"^(amq\\.default|rpc_inventory_(request|response|(introspection|control)_.*))$",
				"^rpc_(north_request|inventory_(request|(introspection|control)(_.*)?))$");
	}

	@AfterEach
	void close() throws Exception {
		this.unfinished.forEach((result) -> result.complete(null));
		for (AutoCloseable each : this.open) {
			each.close();
		}
		this.transports.values().forEach(BrokerTransport::close);
		this.connectionFactories.forEach(CachingConnectionFactory::destroy);
	}

	@Test
	void serversAndClientsThatDeclareNeedWhatThePageSays() {
		AmphoraClient first = client("caller").build();
		this.open.add(first);
		assertThat(first.serve()).succeedsWithin(PATIENCE);
		serve(server("server").build());
		assertCalls(first);
		assertCalls(
				client("caller").batching(new BatchLimits(100, DataSize.ofKilobytes(64), Duration.ofMillis(1), false)));
		assertCalls(client("direct-caller").replyMode(ReplyMode.DIRECT));
		assertCalls(client("fanout-caller"));
		serve(fanoutServer("fanout-server").uuid("every").build());
		serve(server("fanout-server").build());
		assertGathers();
	}

	@Test
	void clientsThatDoNotDeclareNeedWhatThePageSays() {
		serve(server("fanout-server").build());
		assertCalls(client("till").declare(false).uuid("till-1"));
		assertCalls(client("direct-till").declare(false).replyMode(ReplyMode.DIRECT));
		assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> assertCalls(client("till").uuid("till-2")))
			.withMessageContaining("ACCESS_REFUSED");
	}

	@Test
	void clientThatDoesNotDeclareHasNoAccessToTheQueuesOfOthers() throws Exception {
		serve(server("server").build());
		AmphoraClient other = client("caller").uuid("other").build();
		this.open.add(other);
		assertCalls(other);
		for (String user : List.of("till", "direct-till")) {
			assertRefused(user, (channel) -> channel.queuePurge("rpc_inventory_request"));
			assertRefused(user, (channel) -> channel.basicGet("rpc_inventory_request", true));
			assertRefused(user, (channel) -> channel.queueDelete("rpc_inventory_request"));
			assertRefused(user, (channel) -> channel.basicGet("rpc_inventory_response_other", true));
			assertRefused(user, (channel) -> channel.queueDelete("rpc_inventory_response_other"));
		}
	}

	@Test
	void serversThatDoNotDeclareNeedWhatThePageSays() {
		AmphoraServer without = server("worker").declare(false).build();
		assertThat(without.serve()).failsWithin(PATIENCE)
			.withThrowableThat()
			.withCauseInstanceOf(TopologyException.class)
			.withMessageContaining("The broker has no queue 'rpc_inventory_request' of service 'inventory'");
		without.close();
		AmphoraServer declaring = server("fanout-server").build();
		serve(declaring);
		AmphoraFanoutServer declaringFanout = fanoutServer("fanout-server").build();
		serve(declaringFanout);
		declaring.close();
		declaringFanout.close();
		serve(fanoutServer("worker").declare(false).uuid("every").build());
		serve(server("worker").declare(false).build());
		assertGathers();
	}

	@Test
	void serverThatDoesNotDeclareMayHandBackCallsOfBatches() throws Exception {
		AmphoraServer declaring = server("server").build();
		serve(declaring);
		declaring.close();
		CountDownLatch released = new CountDownLatch(1);
		AmphoraServer server = server("worker").declare(false).concurrency(2).prefetch(8).build();
		server.addFunction("wait", (call) -> {
			released.await();
			return 5;
		});
		serve(server);
		AmphoraClient client = client("caller").batching(BatchLimits.defaults().nonAdaptive()).build();
		this.open.add(client);
		List<CompletableFuture<Integer>> calls = IntStream.range(0, 600)
			.mapToObj((i) -> client.defer("wait", Integer.class))
			.toList();
		try (Connection connection = connectionFactory("guest").getRabbitConnectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			await().atMost(PATIENCE)
				.until(() -> channel.messageCount("rpc_inventory_request") > 100
						|| calls.stream().anyMatch(CompletableFuture::isDone));
		}
		released.countDown();
		assertThat(calls).allSatisfy((call) -> assertThat(call).succeedsWithin(PATIENCE));
	}

	@Test
	void serversAndClientsNeedNoPermissionsThatThePageOmits() {
		serve(server("least-server").introspection(false)
			.cancellation(false)
			.replyTo(ReplyTargets.RESPONSE_EXCHANGE)
			.build());
		try (AmphoraClient client = client("least-caller").build()) {
			assertThat(client.call("add", Integer.class, 2, 3)).isEqualTo(5);
			CompletableFuture<Object> call = client.defer("never", Object.class);
			awaitRunning();
			call.cancel(true);
			assertThat(client.call("add", Integer.class, 4, 5)).isEqualTo(9);
			assertThat(cancelled()).isZero();
		}
	}

	@Test
	void serverThatMayNotReplyIsRefused() {
		assertMayNotReply(server("least-server"), "amq.default");
		assertMayNotReply(server("silent-server").replyTo(ReplyTargets.RESPONSE_EXCHANGE), "rpc_inventory_response");
	}

	private void assertMayNotReply(AmphoraServerBuilder<AmphoraServer> builder, String exchange) {
		AmphoraServer server = builder.introspection(false).cancellation(false).build();
		this.open.add(server);
		assertThat(server.serve()).failsWithin(PATIENCE)
			.withThrowableThat()
			.havingRootCause()
			.isInstanceOf(ShutdownSignalException.class);
		assertThat(server.connection().lastFailure()).hasMessageContaining("Give the user the permission to write to")
			.hasMessageContaining("exchange '" + exchange + "'");
	}

	@Test
	void callsOfAClientThatMayNotSendThemAreRefused() {
		serve(server("server").build());
		AmphoraClient client = client("reader").declare(false).uuid("till-1").build();
		this.open.add(client);
		assertThat(client.serve()).succeedsWithin(PATIENCE);
		assertThatExceptionOfType(TopologyException.class).isThrownBy(() -> client.call("add", Integer.class, 2, 3))
			.withMessageContaining("Give the user the permission to write to exchange 'rpc_inventory_request'");
		assertThat(client.connection().lastFailure()).isNotNull();
	}

	@Test
	void clientThatMayNotRequestDescriptionsReceivesTheReason(CapturedOutput output) {
		serve(server("server").build());
		try (AmphoraClient client = client("least-caller").build()) {
			assertThat(client.call("add", Integer.class, 2, 3)).isEqualTo(5);
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(TopologyException.class)
					.isThrownBy(() -> client.describeAll(Duration.ofSeconds(2)))
					.withMessageContaining("exchange 'rpc_inventory_introspection'");
			}
		}
		assertThat(output).doesNotContain("introspection' cannot be used");
	}

	@Test
	void clientThatDoesNotDeclareMayCallFanoutFunctions() {
		serve(server("fanout-server").build());
		serve(fanoutServer("fanout-server").uuid("every").build());
		assertCalls(client("fanout-till").declare(false).uuid("till-1"));
		assertGathers(AmphoraFanoutClient.builder(SERVICE, transport("fanout-till")).declare(false).uuid("till-2"));
	}

	@Test
	void requestQueuesNeedWhatThePageSays() {
		AmphoraServer server = server("queue-server").build();
		serve(server);
		try (AmphoraClient client = client("queue-caller").build()) {
			assertCalls(client);
			client.createRequestQueue("north");
			QueueReceiver receiver = server.receiveFromQueue("rpc_north_request",
					ReceiveOptions.unlimited().block(false));
			assertThat(client.function("add").routingKey("north").call(Integer.class, 2, 3)).isEqualTo(5);
			receiver.cancel();
			assertThat(receiver.closed()).succeedsWithin(PATIENCE);
			client.removeRequestQueue("north");
		}
	}

	@Test
	void quorumQueuesNeedNoFurtherPermissions() {
		node.awaitQuorumPlusOne();
		serve(server("server").queueType(QueueType.QUORUM).build());
		assertCalls(client("caller").queueType(QueueType.QUORUM));
		assertCalls(client("till").queueType(QueueType.QUORUM).declare(false).uuid("till-1"));
	}

	@Test
	void virtualHostWhoseQueuesAreQuorumByDefaultNeedsNoFurtherPermissions() {
		node.awaitQuorumPlusOne();
		this.virtualHost = "quorum-" + UUID.randomUUID();
		node.ctl("add_vhost", this.virtualHost, "--default-queue-type", "quorum");
		permit("server", "caller", "till");
		serve(server("server").build());
		try (AmphoraClient client = client("caller").uuid("classic").build()) {
			assertCalls(client);
			assertCalls(client("till").declare(false).uuid("till-1"));
			assertThat(queueTypes()).containsEntry("rpc_inventory_request", "quorum")
				.containsEntry("rpc_inventory_response_classic", "classic");
		}
	}

	private void permit(String... users) {
		for (String user : users) {
			MatchResult command = commands().stream().filter((each) -> each.group(1).equals(user)).findFirst().get();
			node.ctl("set_permissions", "-p", this.virtualHost, user, command.group(2), command.group(3),
					command.group(4));
		}
	}

	private Map<String, String> queueTypes() {
		String queues = node.ctl("list_queues", "-q", "-p", this.virtualHost, "name", "type");
		return queues.lines()
			.map((line) -> line.split("\t"))
			.filter((columns) -> columns.length == 2)
			.collect(Collectors.toMap((columns) -> columns[0], (columns) -> columns[1]));
	}

	private void assertRefused(String user, ChannelUse use) throws Exception {
		try (Connection connection = connectionFactory(user).getRabbitConnectionFactory().newConnection()) {
			Channel channel = connection.createChannel();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> use.run(channel))
				.havingCause()
				.withMessageContaining("ACCESS_REFUSED");
		}
	}

	private void serve(AmphoraServer server) {
		this.open.add(server);
		this.served.add(server);
		server.addFunction("never", (call) -> {
			CompletableFuture<Object> result = new CompletableFuture<>();
			this.unfinished.add(result);
			return result;
		});
		server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
		assertThat(server.serve()).succeedsWithin(PATIENCE);
	}

	private void assertCalls(AmphoraClientBuilder<AmphoraClient> builder) {
		try (AmphoraClient client = builder.build()) {
			assertCalls(client);
		}
	}

	private void assertCalls(AmphoraClient client) {
		assertThat(client.call("add", Integer.class, 2, 3)).isEqualTo(5);
		long cancelled = cancelled();
		CompletableFuture<Object> call = client.defer("never", Object.class);
		awaitRunning();
		call.cancel(true);
		await().atMost(PATIENCE).until(() -> cancelled() > cancelled);
	}

	private void awaitRunning() {
		await().atMost(PATIENCE).until(() -> this.served.stream().anyMatch((each) -> each.statistics().running() > 0));
	}

	private long cancelled() {
		return this.served.stream().mapToLong((each) -> each.statistics().cancelled()).sum();
	}

	private void assertGathers() {
		assertGathers(AmphoraFanoutClient.builder(SERVICE, transport("fanout-caller")));
	}

	private static void assertGathers(AmphoraClientBuilder<AmphoraFanoutClient> builder) {
		try (AmphoraFanoutClient client = builder.timeout(PATIENCE).build()) {
			assertThat(client.gather("add", Integer.class).expecting(1).call(2, 3)).extracting(FanoutReply::instance)
				.containsExactly("every");
			assertThat(client.describeAll(Duration.ofSeconds(2))).extracting(ServiceDescription::instance)
				.contains("every");
		}
	}

	private AmphoraServerBuilder<AmphoraServer> server(String user) {
		return AmphoraServer.builder(SERVICE, transport(user));
	}

	private AmphoraServerBuilder<AmphoraFanoutServer> fanoutServer(String user) {
		return AmphoraFanoutServer.builder(SERVICE, transport(user));
	}

	private AmphoraClientBuilder<AmphoraClient> client(String user) {
		return AmphoraClient.builder(SERVICE, transport(user)).timeout(PATIENCE);
	}

	private BrokerTransport transport(String user) {
		return this.transports.computeIfAbsent(user, (name) -> new BrokerTransport(connectionFactory(name)));
	}

	private CachingConnectionFactory connectionFactory(String user) {
		CachingConnectionFactory connectionFactory = new CachingConnectionFactory(node.host(), node.port());
		connectionFactory.setUsername(user);
		connectionFactory.setPassword(user);
		connectionFactory.setVirtualHost(this.virtualHost);
		connectionFactory.setExecutor(ReadingThread.executor());
		this.connectionFactories.add(connectionFactory);
		return connectionFactory;
	}

	private interface ChannelUse {

		void run(Channel channel) throws IOException;

	}

}
