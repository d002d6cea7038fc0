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

package io.amphora.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import io.amphora.IgnoreRequestException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.queue.RequestQueue;
import io.amphora.hostile.HostileCase.Broker;
import io.amphora.serializer.json.Jackson2RpcSerializer;
import io.amphora.serializer.json.Jackson3RpcSerializer;
import io.amphora.serializer.json.SerializerLimits;
import io.amphora.server.AmphoraServer;
import io.amphora.test.BareAmqp;
import io.amphora.test.RawProperties;
import io.amphora.test.RawPublisher;
import io.amphora.test.TestBroker;
import io.amphora.transport.BatchLimits;
import io.amphora.transport.connection.ProtectedConnectionFactory;
import io.amphora.transport.connection.ReadingThread;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.util.unit.DataSize;

import static io.amphora.test.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One server and one client that get hostile messages, and handle and make valid calls
 * meanwhile. For one thread, but for {@link #client()}.
 */
public final class HostileScene implements AutoCloseable {

	private static final Duration QUIET = Duration.ofMillis(300);

	/** How the ids of hostile requests begin. */
	static final String ID = "hostile-";

	private static final String RECORD = "record";

	private static final String UNSERVED = "unserved";

	private final String service;

	private final String uri;

	private final Broker broker;

	private final BareAmqp bare;

	private final RawPublisher raw;

	private final OpenedChannels channels = new OpenedChannels();

	private final CachingConnectionFactory connections;

	private final AmphoraServer server;

	private final AmphoraClient client;

	private final HostileReplies replies;

	/** How often the function ran for each id. */
	private final Map<String, Integer> runs = new ConcurrentHashMap<>();

	private final List<CompletableFuture<Integer>> validCalls = new ArrayList<>();

	private int validCall;

	private int changesAtStart;

	private long restartsAtStart;

	/**
	 * Open a scene.
	 * @param testBroker the broker
	 * @param limit how many bytes a body may have
	 */
	public HostileScene(TestBroker testBroker, int limit) throws Exception {
		this.service = testBroker.uniqueName("hostile");
		this.uri = testBroker.uri();
		this.bare = new BareAmqp(testBroker);
		this.broker = broker(testBroker);
		this.raw = new RawPublisher(this.uri);
		this.connections = connections(limit);
		this.server = AmphoraServer.builder(this.service, this.connections)
			.maxIgnores(1)
			.serializer(new Jackson3RpcSerializer(new JsonMapper(), limits(limit)))
			.build();
		this.client = AmphoraClient.builder(this.service, this.connections)
			.uuid("u1")
			.timeout(PATIENCE)
			.batching(BatchLimits.defaults().nonAdaptive())
			.serializer(new Jackson2RpcSerializer(limits(limit)))
			// it opens a channel after ten seconds
			.consumerCheck(Duration.ZERO, List::of, () -> false)
			.build();
		this.replies = new HostileReplies(this.bare, "rpc_" + this.service + "_response_raw");
		start();
	}

	private Broker broker(TestBroker testBroker) {
		return !testBroker.rabbitMq() ? Broker.EMBEDDED
				: version().startsWith("3.") ? Broker.RABBITMQ_3 : Broker.RABBITMQ_4;
	}

	public String version() {
		return this.bare.channel().getConnection().getServerProperties().get("version").toString();
	}

	private CachingConnectionFactory connections(int limit) throws Exception {
		ProtectedConnectionFactory connectionFactory = new ProtectedConnectionFactory();
		connectionFactory.setUri(this.uri);
		connectionFactory.setMaxBody(DataSize.ofBytes(limit));
		connectionFactory.setMetricsCollector(this.channels);
		CachingConnectionFactory caching = new CachingConnectionFactory(connectionFactory);
		caching.setExecutor(ReadingThread.executor());
		return caching;
	}

	private static SerializerLimits limits(int limit) {
		SerializerLimits usual = SerializerLimits.defaults();
		return new SerializerLimits(usual.maxDepth(), DataSize.ofBytes(limit), usual.maxStringLength(),
				usual.maxNumberLength());
	}

	private void start() {
		this.server.addFunction("echo", (call) -> call.argument(0, Integer.class));
		this.server.addFunction(RECORD, (call) -> {
			String id = call.argument(0, String.class);
			this.runs.merge(String.valueOf(id), 1, Integer::sum);
			return id;
		});
		this.server.addFunction("ignore", (call) -> {
			throw new IgnoreRequestException("not mine");
		});
		this.client.createRequestQueue(RequestQueue.named(unserved()).expires(Duration.ofMinutes(10)));
		this.server.serve().join();
		makeValidCalls(1);
		assertValidCallsSucceed();
		rememberStart();
	}

	/** Channels for single tasks are closed a moment after these. */
	private void rememberStart() {
		await().during(QUIET).atMost(PATIENCE).until(() -> {
			int before = this.changesAtStart;
			this.changesAtStart = this.channels.changes();
			return this.changesAtStart == before;
		});
		this.restartsAtStart = this.server.statistics().restarts();
	}

	public Broker broker() {
		return this.broker;
	}

	public AmphoraClient client() {
		return this.client;
	}

	public HostileReplies replies() {
		return this.replies;
	}

	int runs(String id) {
		return this.runs.getOrDefault(id, 0);
	}

	/**
	 * Send a case as a request.
	 * @param hostile the case
	 * @param id its id
	 * @param function what it calls if its body is the usual one
	 * @return whether the broker has taken it
	 */
	public boolean request(HostileCase hostile, String id, String function) throws Exception {
		byte[] body = (hostile.request() != null) ? hostile.request().apply(id)
				: Bytes.of("{\"func\":\"%s\",\"args\":[\"%s\"]}".formatted(function, id));
		RawProperties properties = RawProperties.json().correlationId(id).messageId(id).replyTo(this.replies.queue());
		return send(hostile, requestQueue(), this.service, hostile.change().apply(properties), body);
	}

	/**
	 * Make a call that no server gets.
	 * @param id its correlation id
	 * @return completes with the reply that somebody else sends
	 */
	public CompletableFuture<String> unservedCall(String id) {
		return this.client.function(UNSERVED).routingKey(unserved()).correlationId(id).defer(String.class);
	}

	/** Make the same call, and wait for the reply. */
	public String blockingUnservedCall(String id) {
		return String
			.valueOf(this.client.function(UNSERVED).routingKey(unserved()).correlationId(id).call(String.class));
	}

	/**
	 * Wait until the request of a call that no server gets is in its queue.
	 * @param id its correlation id
	 */
	public void awaitUnserved(String id) {
		while (!id.equals(this.bare.take("rpc_" + unserved() + "_request").getProps().getCorrelationId())) {
			// another one, which was sent again perhaps
		}
	}

	/**
	 * Send a case as a reply.
	 * @param hostile the case
	 * @param id the correlation id of the call
	 * @return whether the broker has taken it
	 */
	public boolean reply(HostileCase hostile, String id) throws Exception {
		byte[] body = (hostile.reply() != null) ? hostile.reply().apply(id)
				: Bytes.of("{\"result\":\"%s\"}".formatted(id));
		RawProperties properties = RawProperties.json().correlationId(id).messageId("reply to " + id);
		return send(hostile, "", replyQueue(), hostile.change().apply(properties), body);
	}

	/** Nothing waits for a message that the broker should take. */
	private boolean send(HostileCase hostile, String exchange, String routingKey, RawProperties properties, byte[] body)
			throws Exception {
		if (!hostile.refusedBy().contains(this.broker)) {
			this.raw.send(exchange, routingKey, properties, body);
			return true;
		}
		awaitConfirms();
		return this.raw.offer(exchange, routingKey, properties, body);
	}

	/** Wait until the broker has taken all messages. */
	public void awaitConfirms() throws Exception {
		this.raw.awaitConfirms();
	}

	/**
	 * Send the reply that a call waits for.
	 * @param id the correlation id of the call
	 * @param result its result
	 */
	public void replyProperly(String id, String result) throws Exception {
		this.raw.send("", replyQueue(), RawProperties.json().correlationId(id).messageId("good reply to " + id),
				Bytes.of("{\"result\":\"%s\"}".formatted(result)));
	}

	/** Make valid calls, and let them go on. */
	void makeValidCalls(int count) {
		for (int i = 0; i < count; i++) {
			this.validCalls.add(this.client.defer("echo", Integer.class, this.validCall++));
		}
	}

	void assertValidCallsSucceed() {
		for (int i = 0; i < this.validCalls.size(); i++) {
			assertThat(this.validCalls.get(i)).succeedsWithin(PATIENCE).isEqualTo(i);
		}
		assertThat(this.client.call("echo", Integer.class, 42)).isEqualTo(42);
	}

	/** Wait until everything has come to its end, and look for traces. */
	public void assertUnharmed() throws Exception {
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(List.of(this.server.statistics().running(), this.server.statistics().held(),
					this.server.statistics().overdue(), this.client.statistics().pending(),
					this.client.statistics().held()))
				.as("running, held, overdue; pending, held")
				.containsOnly(0));
		assertThat(this.channels.changes()).as("connections and channels opened or closed")
			.isEqualTo(this.changesAtStart);
		assertThat(this.server.statistics().restarts()).isEqualTo(this.restartsAtStart);
		assertThat(this.client.statistics().restarts()).isZero();
		assertThat(this.server.connection().lastFailure()).isNull();
		assertThat(this.client.connection().lastFailure()).isNull();
		assertThat(this.server.serving()).isTrue();
		this.client.removeRequestQueue(unserved());
		this.client.close();
		this.server.close();
		assertThat(this.bare.messageCount(requestQueue())).as("unsettled requests").isZero();
		assertThat(this.bare.messageCount(replyQueue())).as("unsettled replies").isZero();
		this.bare.deleteQueue(replyQueue());
	}

	/** Have the broker deliver all waiting requests once, so that they come again. */
	void redeliver() throws Exception {
		int count = this.bare.messageCount(requestQueue());
		ProtectedConnectionFactory connectionFactory = new ProtectedConnectionFactory();
		connectionFactory.setUri(this.uri);
		try (Connection connection = connectionFactory.newConnection()) {
			Channel channel = connection.createChannel();
			for (int i = 0; i < count; i++) {
				channel.basicGet(requestQueue(), false);
			}
		}
	}

	/** Have a server that takes no requests serve again. */
	void serveAgain() {
		this.server.serve().join();
		rememberStart();
	}

	AmphoraServer server() {
		return this.server;
	}

	private String unserved() {
		return this.service + "-" + UNSERVED;
	}

	private String requestQueue() {
		return "rpc_" + this.service + "_request";
	}

	private String replyQueue() {
		return "rpc_" + this.service + "_response_u1";
	}

	@Override
	public void close() {
		this.client.close();
		this.server.close();
		this.connections.destroy();
		this.raw.close();
		this.bare.close();
	}

}
