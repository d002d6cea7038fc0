package io.amphora.client;

import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.WrongRequestException;
import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.RpcCall;
import io.amphora.serializer.RpcSerializer;
import io.amphora.topology.ServiceTopology;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.ConnectionState;
import io.amphora.transport.DirectReplies;
import org.jspecify.annotations.Nullable;
import org.springframework.util.StringUtils;

/**
 * Makes the requests of one client. Thread-safe.
 */
final class RequestFactory {

	/** RabbitMQ refuses more than ten years, and older ones more than this. */
	private static final long LONGEST_EXPIRATION = 0xFFFF_FFFFL;

	private static final byte[] NO_BODY = {};

	private final ServiceTopology topology;

	private final RequestRoute route;

	private final String uuid;

	private final RpcSerializer serializer;

	private final @Nullable String appId;

	private final @Nullable String userId;

	private final int deliveryMode;

	private final String replyTo;

	private final FunctionTuners tuners;

	/** Not the uuid: answers to an earlier client of that name must not fit our calls. */
	private final String idPrefix = UUID.randomUUID() + "-";

	private final SendClock clock = SendClock.OF_PROCESS;

	private final AtomicLong ids = new AtomicLong();

	private final LongAdder unroutable = new LongAdder();

	private final LateAnswers lateAnswers;

	/** Written by the thread that builds the client. */
	private volatile Connection connection = new Connection("the broker", () -> ConnectionState.UNKNOWN);

	RequestFactory(ServiceTopology topology, RequestRoute route, String uuid, RpcSerializer serializer,
			@Nullable String appId, @Nullable String userId, boolean persistent, ReplyMode replyMode) {
		this(topology, route, uuid, serializer, appId, userId, persistent ? 2 : 1,
				(replyMode == ReplyMode.DIRECT) ? DirectReplies.REPLY_TO : topology.responseQueue(uuid),
				new LateAnswers());
	}

	private RequestFactory(ServiceTopology topology, RequestRoute route, String uuid, RpcSerializer serializer,
			@Nullable String appId, @Nullable String userId, int deliveryMode, String replyTo,
			LateAnswers lateAnswers) {
		this.topology = topology;
		this.route = route;
		this.uuid = uuid;
		this.serializer = serializer;
		this.appId = appId;
		this.userId = userId;
		this.deliveryMode = deliveryMode;
		this.replyTo = replyTo;
		this.lateAnswers = lateAnswers;
		this.tuners = new FunctionTuners(route.routingKey());
	}

	/** The same client's requests for other servers. */
	RequestFactory along(RequestRoute other) {
		RequestFactory requests = new RequestFactory(this.topology, other, this.uuid, this.serializer, this.appId,
				this.userId, this.deliveryMode, this.replyTo, this.lateAnswers);
		requests.connection(this.connection);
		return requests;
	}

	/** Set the connection that requests are sent on. */
	void connection(Connection newConnection) {
		this.connection = newConnection;
	}

	/** Return why requests are not sent at the moment. */
	SendFailure sendFailure() {
		return new SendFailure(this.connection.broker(), this.connection.state().get());
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

	String replyTo() {
		return this.replyTo;
	}

	/** How many of its requests no queue has taken. */
	LongAdder unroutable() {
		return this.unroutable;
	}

	/** The answers to its requests that come too late. */
	LateAnswers lateAnswers() {
		return this.lateAnswers;
	}

	FunctionTuners tuners() {
		return this.tuners;
	}

	RequestHead head(String function, CallOptions options, List<? extends @Nullable Object> args, Duration timeout) {
		byte[] body = body(function, options, args);
		String given = options.routingKey();
		String routingKey = (given != null) ? given : this.tuners.routingKey(function, args, options.kwargs());
		return head(function, routingKey, options.correlationId(), body, timeout);
	}

	private byte[] body(String function, CallOptions options, List<? extends @Nullable Object> args) {
		try {
			return this.serializer
				.serializeCall(new RpcCall(function, args, options.kwargs(), options.argumentTypes()));
		}
		catch (WrongRequestException ex) {
			CallReport report = unsent(function, options, args);
			String reason = StringUtils.trimTrailingCharacter(String.valueOf(ex.getMessage()), '.');
			throw new WrongRequestException("%s. Not sent: %s.".formatted(reason, report.describe()), report, ex);
		}
	}

	/** What can be told of a call that ends before there is a request. */
	CallReport unsent(String function, CallOptions options, List<? extends @Nullable Object> args) {
		return head(function, routingKey(function, options, args), options.correlationId(), NO_BODY, options.timeout())
			.report(CallStage.HELD);
	}

	/** A tuner that fails here must not hide what the call has failed with. */
	private String routingKey(String function, CallOptions options, List<? extends @Nullable Object> args) {
		String given = options.routingKey();
		try {
			return (given != null) ? given : this.tuners.routingKey(function, args, options.kwargs());
		}
		catch (RuntimeException ex) {
			return this.route.routingKey();
		}
	}

	/** For an answer to a request that an earlier client of the same uuid has sent. */
	RequestHead claim(String correlationId, Duration timeout) {
		return head("(claimed)", this.route.routingKey(), correlationId, NO_BODY, timeout);
	}

	private RequestHead head(String function, String routingKey, @Nullable String correlationId, byte[] body,
			Duration timeout) {
		String id = nextId();
		long now = System.nanoTime();
		return new RequestHead(this, id, (correlationId != null) ? correlationId : id, function, routingKey, body, now,
				now + timeout.toNanos(), null);
	}

	/**
	 * Whether requests name a user, whom the broker checks: a server could not give them
	 * back one by one.
	 */
	boolean sendsUserId() {
		return this.userId != null;
	}

	String nextId() {
		return this.idPrefix + this.ids.incrementAndGet();
	}

	/** The properties of a message that carries several requests. */
	BasicProperties batchProperties(BatchFormat format, String id, Duration remaining, boolean resent) {
		Map<String, Object> headers = this.clock.stamp(resent ? Map.of(WireHeaders.RESENT, true) : null);
		return new BasicProperties(format.contentType(), null, headers, this.deliveryMode, null, id, this.replyTo,
				expiration(remaining), id, new Date(), null, null, this.appId, null);
	}

	private static String expiration(Duration remaining) {
		return Long.toString(Math.min(LONGEST_EXPIRATION, Math.max(1, remaining.toMillis())));
	}

	/**
	 * The properties of a request. One that nobody waits for an answer to does not
	 * expire: its timeout is that of the confirm, and the broker keeps what it has
	 * confirmed.
	 */
	BasicProperties properties(RequestHead head, @Nullable String replyTo, boolean resent) {
		Map<String, Object> headers = this.clock.stamp(head.headers(resent));
		String expiration = (replyTo != null) ? expiration(head.remaining()) : null;
		return new BasicProperties(this.serializer.contentType(), null, headers, this.deliveryMode, null,
				head.correlationId(), replyTo, expiration, head.id(), new Date(), null, this.userId, this.appId, null);
	}

	/**
	 * The connection that requests are sent on.
	 *
	 * @param broker the broker, for messages
	 * @param state returns the present state
	 */
	record Connection(String broker, Supplier<ConnectionState> state) {
	}

}
