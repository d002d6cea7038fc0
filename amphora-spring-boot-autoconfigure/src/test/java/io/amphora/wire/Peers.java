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

package io.amphora.wire;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.Channel;
import io.amphora.RemoteException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.AmphoraClientBuilder;
import io.amphora.client.AmphoraFanoutClient;
import io.amphora.client.ReplyMode;
import io.amphora.client.ServiceClient;
import io.amphora.server.AmphoraFanoutServer;
import io.amphora.server.AmphoraServer;
import io.amphora.server.AmphoraServerBuilder;
import io.amphora.server.function.Acknowledge;
import io.amphora.server.function.FunctionDefinition;
import io.amphora.test.BareAmqp;
import io.amphora.test.TestBroker;
import io.amphora.transport.BatchLimits;
import org.awaitility.Awaitility;

import org.springframework.util.unit.DataSize;

/**
 * Clients and servers of a service, and a bare peer in the place of either.
 */
final class Peers implements AutoCloseable {

	static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final String DIRECT = "amq.rabbitmq.reply-to";

	private final List<Runnable> closing = new ArrayList<>();

	private final TestBroker broker;

	private final Scenario.Style style;

	private final String exchange;

	private final String routingKey;

	private final BlockingQueue<WireMessage> directReplies = new LinkedBlockingQueue<>();

	final String service;

	/** Where the bare peer wants replies. */
	final String replyTo;

	final BareAmqp bare;

	Peers(TestBroker broker, Scenario.Style style) throws Exception {
		this.broker = broker;
		this.style = style;
		this.service = broker.uniqueName("recorded");
		this.routingKey = this.service;
		this.exchange = "rpc_" + this.service + ((style == Scenario.Style.FANOUT) ? "_fanout_request" : "_request");
		this.replyTo = switch (style) {
			case MESSAGE_ID -> this.service + "-u1";
			case DIRECT -> DIRECT;
			default -> "rpc_" + this.service + "_response_u1";
		};
		this.bare = new BareAmqp(broker);
	}

	/** The bare peer takes the requests. */
	String bareRequests() throws IOException {
		Channel channel = this.bare.channel();
		boolean fanout = this.style == Scenario.Style.FANOUT;
		channel.exchangeDeclare(this.exchange, fanout ? "fanout" : "direct", true);
		String queue = "rpc_" + this.service + "_request";
		if (fanout) {
			queue = this.bare.ownQueue(this.exchange + "_bare");
		}
		else {
			channel.queueDeclare(queue, true, false, false, null);
		}
		channel.queueBind(queue, this.exchange, this.routingKey);
		return queue;
	}

	/** The bare peer takes the replies to the requests that it sends. */
	String bareReplies() throws IOException {
		if (this.style == Scenario.Style.DIRECT) {
			this.bare.channel()
				.basicConsume(DIRECT, true,
						(tag, reply) -> this.directReplies.add(WireMessage.of(reply.getProperties(), reply.getBody())),
						(tag) -> {
						});
			return DIRECT;
		}
		if (this.style != Scenario.Style.MESSAGE_ID && this.style != Scenario.Style.RETURNED_BATCHES) {
			return this.bare.ownQueue(this.replyTo);
		}
		this.bare.channel().exchangeDeclare(responses(), "direct", true);
		String queue = this.bare.ownQueue(this.service + "-bare");
		this.bare.channel().queueBind(queue, responses(), this.replyTo);
		return queue;
	}

	private String responses() {
		return "rpc_" + this.service + "_response";
	}

	/** The bare peer takes the cancellations. */
	String bareCancellations() throws IOException {
		this.bare.channel().exchangeDeclare(control(), "fanout", true);
		String queue = this.bare.ownQueue(control() + "_bare");
		this.bare.channel().queueBind(queue, control(), "");
		return queue;
	}

	private String control() {
		return "rpc_" + this.service + "_control";
	}

	ServiceClient client() {
		ServiceClient client = (this.style == Scenario.Style.FANOUT)
				? configured(AmphoraFanoutClient.builder(this.service, this.broker.connectionFactory()))
				: configured(AmphoraClient.builder(this.service, this.broker.connectionFactory()));
		this.closing.add(client::close);
		client.serve().join();
		return client;
	}

	private <C extends ServiceClient> C configured(AmphoraClientBuilder<C> builder) {
		builder.uuid("u1").appId("recorded-client").timeout(PATIENCE).gracePeriod(Duration.ZERO);
		builder.replyMode((this.style == Scenario.Style.DIRECT) ? ReplyMode.DIRECT : ReplyMode.QUEUE);
		if (this.style == Scenario.Style.BATCHES || this.style == Scenario.Style.RETURNED_BATCHES) {
			builder.batching(new BatchLimits(50, DataSize.ofKilobytes(64), Duration.ofMillis(200), false));
		}
		return builder.build();
	}

	List<AmphoraServer> servers(int number) {
		List<AmphoraServer> servers = new ArrayList<>();
		for (int index = 1; index <= number; index++) {
			AmphoraServerBuilder<? extends AmphoraServer> builder = (this.style == Scenario.Style.FANOUT)
					? AmphoraFanoutServer.builder(this.service, this.broker.connectionFactory())
					: AmphoraServer.builder(this.service, this.broker.connectionFactory());
			AmphoraServer server = builder.uuid("s" + index).appId("recorded-server").build();
			addFunctions(server);
			if (this.style != Scenario.Style.PLAIN) {
				// missing in the recorded description
				server.addFunction(new FunctionDefinition("once", (call) -> call.argument(0, Integer.class))
					.acknowledge(Acknowledge.ON_RECEIPT));
			}
			this.closing.add(server::close);
			server.serve();
			servers.add(server);
		}
		Awaitility.await().atMost(PATIENCE).until(() -> servers.stream().allMatch(AmphoraServer::serving));
		return servers;
	}

	private static void addFunctions(AmphoraServer server) {
		server.addFunction("add", (call) -> call.argument(0, Integer.class) + call.argument(1, Integer.class));
		server.addFunction("greet", (call) -> "Hello " + call.argument("name", String.class));
		server.addFunction("echo", (call) -> call.argument(0, Object.class));
		server.addFunction("nothing", (call) -> null);
		server.addFunction("never", (call) -> new CompletableFuture<>());
		server.addFunction("fail", (call) -> {
			throw new RemoteException("ValueError", "x", -5);
		});
	}

	void request(WireMessage request) throws IOException {
		this.bare.publish(this.exchange, this.routingKey, request.properties(), request.body());
	}

	/** Send a reply to where a request of the client says. */
	void reply(WireMessage reply, WireMessage request) throws IOException {
		this.bare.publish("", String.valueOf(request.replyTo()), reply.properties(), reply.body());
	}

	void cancel(WireMessage cancellation) throws IOException {
		this.bare.publish(control(), this.service, cancellation.properties(), cancellation.body());
	}

	/** Take messages until a number of calls are in them. */
	List<WireMessage> take(String queue, int calls) {
		List<WireMessage> messages = new ArrayList<>();
		while (WireMessage.ids(messages).size() < calls) {
			messages.add(queue.equals(DIRECT) ? takeDirectReply() : WireMessage.of(this.bare.take(queue)));
		}
		return messages;
	}

	private WireMessage takeDirectReply() {
		return Awaitility.await().atMost(PATIENCE).until(this.directReplies::poll, Objects::nonNull);
	}

	/** Take the requests that are to be recorded. */
	List<WireMessage> takeRequests(String queue, int calls) throws IOException {
		List<WireMessage> requests = take(queue, calls);
		if (this.style == Scenario.Style.RESENT) {
			this.bare.channel().queueDelete(this.replyTo);
			return take(queue, calls);
		}
		return requests;
	}

	/** Return a request of the client as it is recorded. */
	WireMessage recorded(WireMessage request) {
		return switch (this.style) {
			case MESSAGE_ID -> request.withoutCorrelationId(this.replyTo);
			case DIRECT -> request.with(Map.of(), this.replyTo);
			default -> request;
		};
	}

	static List<String> results(List<CompletableFuture<?>> calls) throws Exception {
		List<String> results = new ArrayList<>();
		for (CompletableFuture<?> call : calls) {
			results.add(result(call));
		}
		return results;
	}

	private static String result(CompletableFuture<?> call) throws Exception {
		try {
			return String.valueOf(call.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
		}
		catch (ExecutionException | CompletionException ex) {
			Throwable cause = ex.getCause();
			return cause.getClass().getSimpleName()
					+ ((cause instanceof RemoteException remote) ? ": " + remote.errorType() + remote.args() : "");
		}
	}

	@Override
	public void close() throws IOException {
		this.closing.forEach(Runnable::run);
		this.bare.channel().queueDeclare("rpc_" + this.service + "_request", true, false, false, null);
		this.bare.channel().queueDelete("rpc_" + this.service + "_request");
		this.bare.channel().exchangeDeclare(control(), "fanout", true);
		for (String name : Set.of(this.exchange, responses(), control())) {
			this.bare.channel().exchangeDelete(name);
		}
		this.bare.close();
	}

}
