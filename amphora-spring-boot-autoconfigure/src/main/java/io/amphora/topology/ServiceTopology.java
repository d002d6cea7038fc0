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

package io.amphora.topology;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * The exchanges and queues of one service. They are declared without waiting for the
 * broker each time. The broker works in order, so the result of the last declaration
 * shows whether the earlier ones succeeded.
 *
 * @param service the name of the service
 * @param queueType the type of its durable queues
 * @param replyQueueType the type of its reply queues; if {@code null}, the type of the
 * other queues, or classic if that is the broker's default
 * @param declares whether to declare the exchanges and the request queue of the service
 * instead of only checking them; queues of one client or server are always declared
 * @since 0.1.0
 */
public record ServiceTopology(String service, QueueType queueType, @Nullable QueueType replyQueueType,
		boolean declares) {

	/** AMQP 0-9-1 encodes names as short strings. */
	private static final int MAX_NAME_BYTES = 255;

	/** The Python library publishes its requests without a routing key. */
	private static final String PYTHON_ROUTING_KEY = "";

	/**
	 * Matches the names that Amphora and the Python library give to reply queues, but not
	 * the request queue of a service whose name ends with "_response".
	 */
	private static final Pattern REPLY_QUEUE = Pattern.compile("rpc_.+_response(_(?!request$).+)?");

	/**
	 * A server that does not take the messages must not fill the memory of the broker.
	 */
	private static final Map<String, Object> CONTROL_QUEUE = Map.of("x-message-ttl", 60_000, "x-max-length-bytes",
			16 * 1024 * 1024);

	private static final Duration SHORTEST_EXPIRES = Duration.ofMillis(1);

	/** RabbitMQ's limit is ten years. */
	private static final Duration LONGEST_EXPIRES = Duration.ofDays(3650);

	public ServiceTopology {
		Assert.hasText(service, "A service needs a name: 'amphora.server.service-name' or 'spring.application.name'");
		requireName("rpc_" + service + "_fanout_request");
	}

	/**
	 * Create a topology whose exchanges and queues are declared.
	 * @param service the name of the service
	 * @param queueType the type of its durable queues
	 */
	public ServiceTopology(String service, QueueType queueType) {
		this(service, queueType, true);
	}

	/**
	 * Create a topology without a separate type of reply queues.
	 * @param service the name of the service
	 * @param queueType the type of its durable queues
	 * @param declares whether to declare the exchanges and the request queue of the
	 * service instead of only checking them
	 */
	public ServiceTopology(String service, QueueType queueType, boolean declares) {
		this(service, queueType, null, declares);
	}

	/**
	 * Require a name that a request queue may have.
	 * @param name the full name of the queue
	 * @throws IllegalArgumentException if it is empty, longer than 255 bytes, contains
	 * control characters, or is that of a reply queue
	 */
	public static void requireRequestQueueName(String name) {
		Assert.hasText(name, "A queue needs a name");
		requireName(name);
		Assert.isTrue(!REPLY_QUEUE.matcher(name).matches(),
				() -> "Queue '%s' cannot be used for requests, because the names of reply queues have the same form. Use another name."
					.formatted(name));
	}

	/**
	 * RabbitMQ omits line breaks from names, so such a name would be that of another
	 * queue.
	 */
	private static String requireName(String name) {
		Assert.isTrue(name.chars().noneMatch(Character::isISOControl),
				"A name on the broker must not contain control characters");
		Assert.isTrue(name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES,
				() -> "The queue name '%s' is longer than the %d bytes that AMQP allows".formatted(name,
						MAX_NAME_BYTES));
		return name;
	}

	/**
	 * Return the exchange that requests are published to.
	 * @return the name
	 */
	public String requestExchange() {
		return "rpc_" + this.service + "_request";
	}

	/**
	 * Return the queue that every server of the service consumes from.
	 * @return the name
	 */
	public String requestQueue() {
		return requestQueue(this.service);
	}

	/**
	 * Return the name of a request queue.
	 * @param label the name that servers and clients use
	 * @return the name on the broker
	 */
	public static String requestQueue(String label) {
		Assert.hasText(label, "A request queue needs a name");
		return requireName("rpc_" + label + "_request");
	}

	/**
	 * Return the exchange that replies can be published to.
	 * @return the name
	 */
	public String responseExchange() {
		return responseExchange(this.service);
	}

	private static String responseExchange(String service) {
		return "rpc_" + service + "_response";
	}

	/**
	 * Return the queue that a client receives replies from.
	 * @param uuid the id of the client
	 * @return the name
	 */
	public String responseQueue(String uuid) {
		return requireName("rpc_" + this.service + "_response_" + uuid);
	}

	/**
	 * Return the exchange that fanout requests are published to.
	 * @return the name
	 */
	public String fanoutExchange() {
		return "rpc_" + this.service + "_fanout_request";
	}

	/**
	 * Return the queue of one fanout server.
	 * @param uuid the id of the server
	 * @return the name
	 */
	public String fanoutQueue(String uuid) {
		return requireName(fanoutExchange() + "_" + uuid);
	}

	/**
	 * Return the exchanges, and the queue that all servers share, which keeps requests
	 * that are sent before any server runs.
	 * @return the topology to declare
	 */
	public Topology requests() {
		if (!this.declares) {
			return PassiveTopology.exchange(this.service, requestExchange());
		}
		return (channel) -> {
			beginExchanges(channel);
			beginQueue(channel, requestQueue(), null);
			channel.queueBindNoWait(requestQueue(), requestExchange(), PYTHON_ROUTING_KEY, Map.of());
			channel.queueBind(requestQueue(), requestExchange(), this.service);
		};
	}

	/**
	 * Return the queue that all servers share, as a server declares it.
	 * @return the topology to declare
	 */
	public Topology requestServer() {
		return this.declares ? requests() : PassiveTopology.queue(this.service, requestQueue());
	}

	/**
	 * Return the exchanges that every server and client of the service uses.
	 * @return the topology to declare
	 */
	public Topology exchanges() {
		if (!this.declares) {
			return PassiveTopology.exchange(this.service, responseExchange());
		}
		return (channel) -> {
			begin(channel, requestExchange(), BuiltinExchangeType.DIRECT);
			channel.exchangeDeclare(responseExchange(), BuiltinExchangeType.DIRECT, true);
		};
	}

	private void beginExchanges(Channel channel) throws IOException {
		begin(channel, requestExchange(), BuiltinExchangeType.DIRECT);
		begin(channel, responseExchange(), BuiltinExchangeType.DIRECT);
	}

	private static void begin(Channel channel, String exchange, BuiltinExchangeType type) throws IOException {
		channel.exchangeDeclareNoWait(exchange, type, true, false, false, Map.of());
	}

	/**
	 * Return a further request queue, bound to the request exchange.
	 * @param queue the name of the queue on the broker
	 * @param routingKey the routing key of the binding
	 * @param expires how long it exists without a consumer, or {@code null} if it never
	 * expires
	 * @return the topology to declare
	 */
	public Topology requestQueue(String queue, String routingKey, @Nullable Duration expires) {
		return (channel) -> {
			beginQueue(channel, queue, expires);
			channel.queueBind(queue, requestExchange(), routingKey);
		};
	}

	/**
	 * Return the reply queue of a client, which outlives a lost connection.
	 * @param uuid the id of the client
	 * @param expires how long it is kept without its client
	 * @return the topology to declare
	 */
	public Topology responses(String uuid, Duration expires) {
		Topology exchanges = this.declares ? this::beginExchanges
				: PassiveTopology.exchange(this.service, responseExchange());
		return new ReplyQueueTopology(exchanges, responseExchange(), responseQueue(uuid), uuid, expires.toMillis(),
				configuredReplyQueueType());
	}

	private @Nullable QueueType configuredReplyQueueType() {
		if (this.replyQueueType != null) {
			return this.replyQueueType;
		}
		return (this.queueType != QueueType.BROKER_DEFAULT) ? this.queueType : null;
	}

	/**
	 * Return the exchange that routes a request to every fanout server.
	 * @return the topology to declare
	 */
	public Topology fanoutRequests() {
		return toAll(fanoutExchange());
	}

	private Topology toAll(String exchange) {
		if (!this.declares) {
			return PassiveTopology.exchange(this.service, exchange);
		}
		return (channel) -> {
			beginExchanges(channel);
			channel.exchangeDeclare(exchange, BuiltinExchangeType.FANOUT, true);
		};
	}

	/**
	 * Return the queue of one fanout server, which is deleted with the server's
	 * connection.
	 * @param uuid the id of the server
	 * @return the topology to declare
	 */
	public Topology fanoutServer(String uuid) {
		String queue = fanoutQueue(uuid);
		return (channel) -> fromAll(channel, fanoutExchange(), queue, Map.of());
	}

	private void fromAll(Channel channel, String exchange, String queue, Map<String, Object> arguments)
			throws IOException {
		if (this.declares) {
			beginExchanges(channel);
			begin(channel, exchange, BuiltinExchangeType.FANOUT);
		}
		else {
			PassiveTopology.exchange(this.service, exchange).declare(channel);
		}
		channel.queueDeclareNoWait(queue, false, true, true, arguments);
		channel.queueBind(queue, exchange, "");
	}

	/**
	 * Return the exchange that routes an introspection request to every server of the
	 * service, regardless of its kind.
	 * @return the name
	 */
	public String introspectionExchange() {
		return "rpc_" + this.service + "_introspection";
	}

	/**
	 * Return the exchange for introspection.
	 * @return the topology to declare
	 */
	public Topology introspectionRequests() {
		return toAll(introspectionExchange());
	}

	/**
	 * Return a queue for introspection requests. Each declaration creates a new one,
	 * because the previous one may still exist. The queue is deleted with the server's
	 * connection. It is the last queue of its channel, so an empty name refers to it.
	 * @return the topology to declare
	 */
	public Topology introspectionServer() {
		return (channel) -> fromAll(channel, introspectionExchange(), introspectionExchange() + "_" + UUID.randomUUID(),
				Map.of());
	}

	/**
	 * Return the exchange that routes cancellations to every server of the service,
	 * regardless of its kind.
	 * @return the name
	 */
	public String controlExchange() {
		return "rpc_" + this.service + "_control";
	}

	/**
	 * Return the exchange for cancellations, as clients use it: they do not create it,
	 * because it exists only if there are servers that support it.
	 * @return the topology to check
	 */
	public Topology controlRequests() {
		return PassiveTopology.controlExchange(this.service, controlExchange());
	}

	/**
	 * Return a queue for cancellations, like {@link #introspectionServer()}. Messages
	 * that the server does not take in time are dropped.
	 * @return the topology to declare
	 */
	public Topology controlServer() {
		return (channel) -> fromAll(channel, controlExchange(), controlExchange() + "_" + UUID.randomUUID(),
				CONTROL_QUEUE);
	}

	/**
	 * Require a valid time after which a queue without a consumer expires.
	 * @param expires the time
	 * @throws IllegalArgumentException if the broker would refuse it
	 */
	public static void requireExpires(Duration expires) {
		Assert.isTrue(expires.compareTo(SHORTEST_EXPIRES) >= 0 && expires.compareTo(LONGEST_EXPIRES) <= 0,
				"'expires' must be from a millisecond to 3650 days");
	}

	private void beginQueue(Channel channel, String queue, @Nullable Duration expires) throws IOException {
		Map<String, Object> arguments = new HashMap<>();
		this.queueType.addTo(arguments);
		if (expires != null) {
			arguments.put("x-expires", expires.toMillis());
		}
		channel.queueDeclareNoWait(queue, true, false, false, arguments);
	}

}
