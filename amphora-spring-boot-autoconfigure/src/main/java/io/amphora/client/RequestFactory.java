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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.WrongRequestException;
import io.amphora.client.cancellation.RequestIds;
import io.amphora.client.routing.FunctionTuner;
import io.amphora.serializer.BatchFormat;
import io.amphora.serializer.RpcCall;
import io.amphora.serializer.RpcSerializer;
import io.amphora.topology.RequestRoute;
import io.amphora.topology.ServiceTopology;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.OutgoingMessage;
import io.amphora.transport.SendClock;
import io.amphora.transport.connection.ConnectionState;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.MessageDeliveryMode;
import org.springframework.util.StringUtils;

/**
 * Creates the requests of one client. Thread-safe.
 */
final class RequestFactory implements RequestData.Origin {

	private static final byte[] NO_BODY = {};

	private final ServiceTopology topology;

	private final RequestRoute route;

	private final RpcSerializer serializer;

	private final Sender sender;

	private final Map<String, FunctionTuner> tuners = new ConcurrentHashMap<>();

	/**
	 * Not derived from the uuid: replies to an earlier client with that uuid must not
	 * match calls of this one.
	 */
	private final RequestIds ids = new RequestIds();

	private final SendClock clock = SendClock.OF_PROCESS;

	private final LongAdder unroutable = new LongAdder();

	private final LateReplies lateReplies;

	/** Written by the thread that builds the client. */
	private volatile Connection connection = new Connection("the broker", () -> ConnectionState.UNKNOWN, () -> null);

	RequestFactory(ServiceTopology topology, RequestRoute route, RpcSerializer serializer, Sender sender) {
		this(topology, route, serializer, sender, new LateReplies());
	}

	private RequestFactory(ServiceTopology topology, RequestRoute route, RpcSerializer serializer, Sender sender,
			LateReplies lateReplies) {
		this.topology = topology;
		this.route = route;
		this.serializer = serializer;
		this.sender = sender;
		this.lateReplies = lateReplies;
	}

	/** Return a factory for requests of the same client with another route. */
	RequestFactory withRoute(RequestRoute other) {
		RequestFactory requests = new RequestFactory(this.topology, other, this.serializer, this.sender,
				this.lateReplies);
		requests.connection(this.connection);
		return requests;
	}

	/** Set the connection that requests are sent on. */
	void connection(Connection newConnection) {
		this.connection = newConnection;
	}

	@Override
	public SendFailure sendFailure() {
		return new SendFailure(this.connection.broker(), this.connection.state().get());
	}

	ServiceTopology topology() {
		return this.topology;
	}

	@Override
	public String service() {
		return this.topology.service();
	}

	@Override
	public RequestRoute route() {
		return this.route;
	}

	String uuid() {
		return this.sender.uuid();
	}

	RpcSerializer serializer() {
		return this.serializer;
	}

	@Override
	public String replyTo() {
		return this.sender.replyTo();
	}

	@Nullable String appId() {
		return this.sender.appId();
	}

	@Override
	public LongAdder unroutable() {
		return this.unroutable;
	}

	@Override
	public LateReplies lateReplies() {
		return this.lateReplies;
	}

	/** Set the tuner of a function. It replaces an earlier one. */
	void tune(String function, FunctionTuner tuner) {
		this.tuners.put(function, tuner);
	}

	RequestData requestData(String function, CallOptions options, List<? extends @Nullable Object> args,
			Duration timeout) {
		requireText(options.correlationId());
		byte[] body = body(function, options, args);
		return requestData(function, routingKey(function, options, args), options.correlationId(), body, timeout);
	}

	/** Otherwise, the id of the reply would be another one. */
	private static void requireText(@Nullable String correlationId) {
		if (correlationId != null && !StandardCharsets.UTF_8.newEncoder().canEncode(correlationId)) {
			throw new WrongRequestException("The correlation id contains a surrogate without its pair. Not sent");
		}
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

	/** Create the report of a call that fails before its request is created. */
	CallReport unsent(String function, CallOptions options, List<? extends @Nullable Object> args) {
		return requestData(function, routingKeyOfUnsent(function, options, args), options.correlationId(), NO_BODY,
				options.timeout())
			.report(CallStage.HELD);
	}

	/** A failure of the tuner must not hide the failure of the call. */
	private String routingKeyOfUnsent(String function, CallOptions options, List<? extends @Nullable Object> args) {
		try {
			return routingKey(function, options, args);
		}
		catch (RuntimeException ex) {
			return this.route.routingKey();
		}
	}

	private String routingKey(String function, CallOptions options, List<? extends @Nullable Object> args) {
		String given = options.routingKey();
		if (given != null) {
			return given;
		}
		FunctionTuner tuner = this.tuners.get(function);
		return (tuner != null) ? tuner.tune(args, options.kwargs()).routingKey() : this.route.routingKey();
	}

	/**
	 * Create the data of a request that was sent by an earlier client with the same uuid.
	 */
	RequestData claim(String correlationId, Duration timeout) {
		return requestData("(claimed)", this.route.routingKey(), correlationId, NO_BODY, timeout);
	}

	private RequestData requestData(String function, String routingKey, @Nullable String correlationId, byte[] body,
			Duration timeout) {
		String id = nextId();
		long now = System.nanoTime();
		return new RequestData(this, id, (correlationId != null) ? correlationId : id, function, routingKey, body, now,
				now + timeout.toNanos(), null);
	}

	/**
	 * Return whether requests have a user id. The broker checks it, so that a server
	 * could not requeue requests of a batch one by one.
	 */
	boolean sendUserId() {
		return this.sender.sendUserId();
	}

	String nextId() {
		return this.ids.next();
	}

	/** Create the properties of a batch. */
	BasicProperties batchProperties(BatchFormat format, String id, Duration remaining, boolean resent) {
		Map<String, Object> headers = this.clock.stamp(resent ? Map.of(WireHeaders.RESENT, true) : null);
		return new BasicProperties.Builder().contentType(format.contentType())
			.headers(headers)
			.deliveryMode(MessageDeliveryMode.toInt(this.sender.deliveryMode()))
			.correlationId(id)
			.replyTo(this.sender.replyTo())
			.expiration(expiration(remaining))
			.messageId(id)
			.timestamp(new Date())
			.appId(this.sender.appId())
			.build();
	}

	private static String expiration(Duration remaining) {
		return Long.toString(Math.min(OutgoingMessage.LONGEST_EXPIRATION, Math.max(1, remaining.toMillis())));
	}

	/**
	 * Create the properties of a request. A one-way request does not expire: its timeout
	 * applies to the confirm, and the broker must keep confirmed requests.
	 */
	@Override
	public BasicProperties properties(RequestData data, @Nullable String replyTo, boolean resent) {
		Map<String, Object> headers = this.clock.stamp(data.headers(resent));
		String expiration = (replyTo != null) ? expiration(data.remaining()) : null;
		return new BasicProperties.Builder().contentType(this.serializer.contentType())
			.headers(headers)
			.deliveryMode(MessageDeliveryMode.toInt(this.sender.deliveryMode()))
			.correlationId(data.correlationId())
			.replyTo(replyTo)
			.expiration(expiration)
			.messageId(data.id())
			.timestamp(new Date())
			.userId(userId())
			.appId(this.sender.appId())
			.build();
	}

	/** Requests are sent again on the next connection, which may have another user. */
	private @Nullable String userId() {
		return this.sender.sendUserId() ? this.connection.user().get() : null;
	}

	/**
	 * The properties that all messages of a client have in common.
	 *
	 * @param uuid the uuid of the client
	 * @param replyTo where replies are sent
	 * @param appId the name of the application, or {@code null}
	 * @param sendUserId whether requests have a user id
	 * @param deliveryMode whether requests survive a restart of the broker
	 */
	record Sender(String uuid, String replyTo, @Nullable String appId, boolean sendUserId,
			MessageDeliveryMode deliveryMode) {
	}

	/**
	 * The connection that requests are sent on.
	 *
	 * @param broker the broker, for messages
	 * @param state returns the present state
	 * @param user returns the user that it has logged in as, or {@code null}
	 */
	record Connection(String broker, Supplier<ConnectionState> state, Supplier<@Nullable String> user) {

		/** Return the publishing connection of a transport. */
		static Connection of(BrokerTransport transport) {
			return new Connection(transport.broker(), transport::connectionWithoutCredentials,
					transport.publishing()::user);
		}

	}

}
