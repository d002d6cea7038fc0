package io.amphora.topology;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * The exchanges and queues of one service. They are declared without waiting for the
 * broker each time: it works in order, so its answer to the last declaration tells
 * whether it has done, or refuses, the ones before.
 *
 * @param service the name of the service
 * @param queueType the type of its durable queues
 * @param replyQueueType the type of the queues that replies are received from, or
 * {@code null} for that of the other queues, and for classic queues if these have the
 * broker's default
 * @param declares whether the exchanges and the request queue of the service are
 * declared, or only checked; queues of one client or server are declared in any case
 */
public record ServiceTopology(String service, QueueType queueType, @Nullable QueueType replyQueueType,
		boolean declares) {

	/** AMQP 0-9-1 carries names as short strings. */
	private static final int MAX_NAME_BYTES = 255;

	/** The Python library publishes its requests without a routing key. */
	private static final String PYTHON_ROUTING_KEY = "";

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
	 * Create a topology that has no type of its own for the queues of replies.
	 * @param service the name of the service
	 * @param queueType the type of its durable queues
	 * @param declares whether the exchanges and the request queue of the service are
	 * declared, or only checked
	 */
	public ServiceTopology(String service, QueueType queueType, boolean declares) {
		this(service, queueType, null, declares);
	}

	/**
	 * Require a name that a queue can have on the broker.
	 * @param name the full name of the queue
	 * @throws IllegalArgumentException if it is empty or longer than 255 bytes
	 */
	public static void requireQueueName(String name) {
		Assert.hasText(name, "A queue needs a name");
		requireName(name);
	}

	private static String requireName(String name) {
		Assert.isTrue(name.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME_BYTES,
				() -> "The queue name '%s' is longer than the %d bytes that AMQP allows".formatted(name,
						MAX_NAME_BYTES));
		return name;
	}

	/**
	 * The exchange that requests are published to.
	 * @return the name
	 */
	public String requestExchange() {
		return "rpc_" + this.service + "_request";
	}

	/**
	 * The queue that every server of the service consumes from.
	 * @return the name
	 */
	public String requestQueue() {
		return requestQueue(this.service);
	}

	/**
	 * The name of a request queue.
	 * @param label what the queue is called by servers and clients
	 * @return the name on the broker
	 */
	public static String requestQueue(String label) {
		Assert.hasText(label, "A request queue needs a name");
		return requireName("rpc_" + label + "_request");
	}

	/**
	 * The exchange that responses can be published to.
	 * @return the name
	 */
	public String responseExchange() {
		return responseExchange(this.service);
	}

	private static String responseExchange(String service) {
		return "rpc_" + service + "_response";
	}

	/**
	 * The queue that a client gets its responses from.
	 * @param uuid the client
	 * @return the name
	 */
	public String responseQueue(String uuid) {
		return requireName("rpc_" + this.service + "_response_" + uuid);
	}

	/**
	 * The exchange that fanout requests are published to.
	 * @return the name
	 */
	public String fanoutExchange() {
		return "rpc_" + this.service + "_fanout_request";
	}

	/**
	 * The queue of one fanout server.
	 * @param uuid the server
	 * @return the name
	 */
	public String fanoutQueue(String uuid) {
		return requireName(fanoutExchange() + "_" + uuid);
	}

	/**
	 * The exchanges, and the queue that all servers share, so that a request that is sent
	 * before any server runs waits for one.
	 * @return what to declare
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
	 * The queue that all servers share, for a server.
	 * @return what to declare
	 */
	public Topology requestServer() {
		return this.declares ? requests() : PassiveTopology.queue(this.service, requestQueue());
	}

	/**
	 * The exchanges that every server and client of the service uses.
	 * @return what to declare
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
	 * A further request queue, bound to the request exchange.
	 * @param queue the name of the queue on the broker
	 * @param routingKey the key it is bound with
	 * @param expires how long it lives without a consumer, or {@code null} if it never
	 * expires
	 * @return what to declare
	 */
	public Topology requestQueue(String queue, String routingKey, @Nullable Duration expires) {
		return (channel) -> {
			beginQueue(channel, queue, expires);
			channel.queueBind(queue, requestExchange(), routingKey);
		};
	}

	/**
	 * A client's response queue, which outlives a lost connection.
	 * @param uuid the client
	 * @param expires how long it waits for a client that stays away
	 * @return what to declare
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
	 * The exchange that gives a request to every fanout server.
	 * @return what to declare
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
	 * The queue of one fanout server, which goes with the server's connection.
	 * @param uuid the server
	 * @return what to declare
	 */
	public Topology fanoutServer(String uuid) {
		String queue = fanoutQueue(uuid);
		return (channel) -> fromAll(channel, fanoutExchange(), queue);
	}

	private void fromAll(Channel channel, String exchange, String queue) throws IOException {
		if (this.declares) {
			beginExchanges(channel);
			begin(channel, exchange, BuiltinExchangeType.FANOUT);
		}
		else {
			PassiveTopology.exchange(this.service, exchange).declare(channel);
		}
		channel.queueDeclareNoWait(queue, false, true, true, Map.of());
		channel.queueBind(queue, exchange, "");
	}

	/**
	 * The exchange that gives a request for introspection to every server of the service,
	 * of whatever kind.
	 * @return the name
	 */
	public String introspectionExchange() {
		return "rpc_" + this.service + "_introspection";
	}

	/**
	 * The exchange for introspection.
	 * @return what to declare
	 */
	public Topology introspectionRequests() {
		return toAll(introspectionExchange());
	}

	/**
	 * A queue that gets requests for introspection, another one each time, as the one
	 * before may not be gone yet. It goes with the server's connection, and is the last
	 * queue of its channel, which an empty name stands for.
	 * @return what to declare
	 */
	public Topology introspectionServer() {
		return (channel) -> fromAll(channel, introspectionExchange(),
				introspectionExchange() + "_" + UUID.randomUUID());
	}

	/**
	 * Require a time after which a queue without a consumer may expire.
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
