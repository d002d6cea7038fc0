package io.amphora.client;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.serializer.RpcCall;
import io.amphora.serializer.RpcSerializer;
import io.amphora.topology.ServiceTopology;
import org.jspecify.annotations.Nullable;

/**
 * Makes the requests of one client. Thread-safe.
 */
final class RequestFactory {

	/** RabbitMQ refuses more than ten years, and older ones more than this. */
	private static final long LONGEST_EXPIRATION = 0xFFFF_FFFFL;

	private final ServiceTopology topology;

	private final RequestRoute route;

	private final String uuid;

	private final RpcSerializer serializer;

	private final @Nullable String appId;

	private final int deliveryMode;

	private final String responseQueue;

	private final FunctionTuners tuners;

	/** Not the uuid: answers to an earlier client of that name must not fit our calls. */
	private final String idPrefix = UUID.randomUUID() + "-";

	private final AtomicLong ids = new AtomicLong();

	RequestFactory(ServiceTopology topology, RequestRoute route, String uuid, RpcSerializer serializer,
			@Nullable String appId, boolean persistent) {
		this.topology = topology;
		this.route = route;
		this.uuid = uuid;
		this.serializer = serializer;
		this.appId = appId;
		this.deliveryMode = persistent ? 2 : 1;
		this.responseQueue = topology.responseQueue(uuid);
		this.tuners = new FunctionTuners(route.routingKey());
	}

	ServiceTopology topology() {
		return this.topology;
	}

	RequestRoute route() {
		return this.route;
	}

	String uuid() {
		return this.uuid;
	}

	RpcSerializer serializer() {
		return this.serializer;
	}

	String responseQueue() {
		return this.responseQueue;
	}

	FunctionTuners tuners() {
		return this.tuners;
	}

	RequestHead head(String function, CallOptions options, List<? extends @Nullable Object> args, Duration timeout) {
		byte[] body = this.serializer.serializeCall(new RpcCall(function, args, options.kwargs()));
		String given = options.routingKey();
		String routingKey = (given != null) ? given : this.tuners.routingKey(function, args, options.kwargs());
		return head(function, routingKey, options.correlationId(), body, timeout);
	}

	/** For an answer to a request that an earlier client of the same uuid has sent. */
	RequestHead claim(String correlationId, Duration timeout) {
		return head("(claimed)", this.route.routingKey(), correlationId, new byte[0], timeout);
	}

	private RequestHead head(String function, String routingKey, @Nullable String correlationId, byte[] body,
			Duration timeout) {
		String id = this.idPrefix + this.ids.incrementAndGet();
		long now = System.nanoTime();
		return new RequestHead(this, id, (correlationId != null) ? correlationId : id, function, routingKey, body, now,
				now + timeout.toNanos());
	}

	BasicProperties properties(RequestHead head, @Nullable String replyTo) {
		long remainingMillis = Math.min(LONGEST_EXPIRATION, Math.max(1, head.remaining().toMillis()));
		return new BasicProperties(this.serializer.contentType(), null, null, this.deliveryMode, null,
				head.correlationId(), replyTo, Long.toString(remainingMillis), head.id(), new Date(), null, null,
				this.appId, null);
	}

}
