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

package io.amphora.server;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;
import io.amphora.PrintableText;
import io.amphora.WrongResultException;
import io.amphora.serializer.RpcResult;
import io.amphora.serializer.RpcSerializer;
import io.amphora.server.duplicate.ReplyContent;
import io.amphora.server.execution.BatchAdvice;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.Delivery;
import io.amphora.transport.EncodingCheck;
import io.amphora.transport.Publisher;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.amqp.core.MessageDeliveryMode;

/**
 * Sends the replies of one server. Thread-safe.
 */
final class ReplySender {

	private static final Log logger = LogFactory.getLog(ReplySender.class);

	private final Publisher publisher;

	private final RpcSerializer serializer;

	private final ReplyRoutes routes;

	/**
	 * Results from this size on are expensive to write, even if the function is short.
	 */
	private static final int LARGE = 16 * 1024;

	private final ServerSettings settings;

	private final BatchAdvice batchAdvice;

	/** The headers of replies to which nothing is added, by the size of batches. */
	private final Map<Integer, Map<String, Object>> headers = new ConcurrentHashMap<>();

	private final ServerCounters counters;

	private final @Nullable ReplyBatcher batches;

	private final FunctionWarnings warnings = new FunctionWarnings();

	/** Unique, and shorter than a UUID, because each reply contains it. */
	private final String idPrefix = randomPrefix();

	private final AtomicLong ids = new AtomicLong();

	ReplySender(Publisher publisher, RpcSerializer serializer, ReplyRoutes routes, ServerSettings settings,
			ServerCounters counters, BatchAdvice batchAdvice, @Nullable ReplyBatcher batches) {
		this.publisher = publisher;
		this.serializer = serializer;
		this.routes = routes;
		this.settings = settings;
		this.batchAdvice = batchAdvice;
		this.counters = counters;
		this.batches = batches;
	}

	/**
	 * Return the content type of the request, with its parameters, if the serializer
	 * supports it, or else that of the serializer.
	 */
	String contentType(BasicProperties request) {
		String asked = request.getContentType();
		return (asked != null && EncodingCheck.fits(asked) && this.serializer.reads(asked)) ? asked
				: this.serializer.contentType();
	}

	int deliveryMode() {
		return MessageDeliveryMode.toInt(this.settings.deliveryMode());
	}

	@Nullable String appId() {
		return this.settings.appId();
	}

	/**
	 * Return the headers of a reply.
	 * @param added the headers that are specific to the reply
	 * @param batchSize how many calls of its function a batch should contain
	 */
	private Map<String, Object> headers(Map<String, Object> added, int batchSize) {
		Map<String, Object> common = this.headers.computeIfAbsent(batchSize, this::commonHeaders);
		if (added.isEmpty()) {
			return common;
		}
		Map<String, Object> all = new HashMap<>(added);
		all.putAll(common);
		return all;
	}

	private Map<String, Object> commonHeaders(int batchSize) {
		return (this.batches != null) ? Map.of(WireHeaders.INSTANCE, this.settings.uuid(), WireHeaders.BATCH, batchSize)
				: Map.of(WireHeaders.INSTANCE, this.settings.uuid());
	}

	private Map<String, Object> plainHeaders() {
		return headers(Map.of(), BatchAdvice.NONE);
	}

	/**
	 * Return whether the server can reply to a request.
	 * @return {@code false} if the request asks for a reply that must not be sent
	 */
	boolean canReply(BasicProperties request) {
		return request.getReplyTo() == null || !exchanges(request, false).isEmpty();
	}

	/** Return the exchanges to try, none if no reply may be sent. */
	private List<String> exchanges(BasicProperties request, boolean matchedByMessageId) {
		String replyTo = request.getReplyTo();
		if (replyTo == null || !EncodingCheck.fits(replyTo) || !EncodingCheck.fits(request.getCorrelationId())) {
			return List.of();
		}
		return this.routes.exchanges(replyTo, matchedByMessageId);
	}

	/**
	 * Return whether the caller matches replies by message id, as the Python library
	 * does.
	 */
	private static boolean isMatchedByMessageId(BasicProperties request) {
		String id = request.getMessageId();
		return Delivery.correlationId(request) == null && id != null && !id.isEmpty() && EncodingCheck.fits(id);
	}

	/**
	 * Serialize the reply to a request whose function is known, if the request asks for
	 * one.
	 * @param context the request, with the headers added by interceptors
	 * @param result the result to send
	 * @param unbatched whether the calls of the function must be sent separately
	 */
	ReplyContent write(RequestContext context, RpcResult result, boolean unbatched) {
		if (context.oneWay()) {
			return ReplyContent.NONE;
		}
		byte[] body = serialize(result, context);
		int batchSize = (unbatched || body.length > LARGE) ? BatchAdvice.UNBATCHED
				: this.batchAdvice.of(context.function());
		return new ReplyContent(headers(context.responseHeaders(), batchSize), body);
	}

	/** Return whether there is too little memory to run further requests of batches. */
	boolean exceedsMemory() {
		return this.batches != null && this.batches.requests().exceeded();
	}

	/**
	 * Serialize the reply to a request, if the request asks for one.
	 * @param request the properties of the request
	 * @param result the result to send
	 */
	ReplyContent write(BasicProperties request, RpcResult result) {
		return (request.getReplyTo() != null) ? new ReplyContent(plainHeaders(), serialize(result, null))
				: ReplyContent.NONE;
	}

	/**
	 * Send a reply, if the request asks for one.
	 * @param delivery the request
	 * @param content the reply
	 * @param done called once the broker has confirmed the reply, or the reply cannot
	 * reach its caller
	 */
	void send(Delivery delivery, ReplyContent content, Runnable done) {
		BasicProperties request = delivery.properties();
		boolean matchedByMessageId = isMatchedByMessageId(request);
		List<String> exchanges = exchanges(request, matchedByMessageId);
		if (exchanges.isEmpty()) {
			if (request.getReplyTo() != null) {
				undeliverable(request, "cannot be replied to");
			}
			done.run();
			return;
		}
		Runnable counted = (this.batches != null && delivery.isPart())
				? this.batches.requests().replying(content.body().length, done) : done;
		ReplyMessage reply = new ReplyMessage(this, RequestedReply.of(delivery, counted),
				naming(request, content.headers()), matchedByMessageId ? request.getMessageId() : nextId(),
				content.body(), exchanges.get(0));
		if (this.batches != null && delivery.isPart() && mayJoin(content) && this.batches.mayJoin(content.body())) {
			this.batches.send(reply);
		}
		else {
			this.publisher.publish(reply);
		}
	}

	/**
	 * Add the message id of the request: unlike the correlation id, it is never reused.
	 */
	private static Map<String, Object> naming(BasicProperties request, Map<String, Object> headers) {
		String id = request.getMessageId();
		if (id == null || id.isEmpty() || id.equals(request.getCorrelationId())) {
			return headers;
		}
		Map<String, Object> all = new HashMap<>(headers);
		all.put(WireHeaders.REQUEST, id);
		return all;
	}

	/**
	 * Replies in a batch cannot carry headers of their own, except
	 * {@link WireHeaders#ALONE}.
	 */
	private boolean mayJoin(ReplyContent content) {
		Map<String, Object> own = content.headers();
		return own.containsKey(WireHeaders.ALONE)
				|| (own.get(WireHeaders.BATCH) instanceof Integer size && this.headers.get(size) == own);
	}

	/** Create the reply that asks a client to send a call again, alone. */
	ReplyContent resendRequest(RpcResult reason) {
		return new ReplyContent(headers(Map.of(WireHeaders.ALONE, true), BatchAdvice.NONE), serialize(reason, null));
	}

	/** Convert a failure to the result that the caller gets. */
	RpcResult result(Throwable failure) {
		return FailureResults.toResult(failure, this.settings.errorMessages());
	}

	/**
	 * Include the message, which concerns the caller's own call, unless messages are
	 * never sent.
	 */
	private RpcResult unwritable(WrongResultException failure) {
		ErrorMessages messages = this.settings.errorMessages();
		return FailureResults.toResult(failure, (messages == ErrorMessages.NEVER) ? messages : ErrorMessages.ALWAYS);
	}

	FunctionWarnings warnings() {
		return this.warnings;
	}

	/**
	 * Log a failure: as a warning if the caller does not get its message, or else at
	 * debug level.
	 * @param context the request
	 * @param known whether the server has the function
	 * @param failure the failure
	 */
	void log(RequestContext context, boolean known, Throwable failure) {
		try {
			boolean refusal = FailureResults.isRefusal(failure);
			if (refusal) {
				this.warnings.refused(context, known, failure);
			}
			if (refusal
					|| (!context.oneWay() && FailureResults.includesMessage(failure, this.settings.errorMessages()))) {
				logger.debug("Exception in " + context, failure);
			}
			else {
				this.warnings.messageNotSent(context, known, failure);
			}
		}
		catch (Throwable ex) {
			// an exception that cannot provide its message must not end the request
			Unexpected.log(logger, "Exception in " + context, ex);
		}
	}

	/**
	 * Return the message as the end of a sentence, empty if callers do not get it.
	 */
	String reason(Throwable failure) {
		return FailureResults.reason(failure, this.settings.errorMessages());
	}

	private static String randomPrefix() {
		byte[] random = new byte[12];
		new SecureRandom().nextBytes(random);
		return Base64.getUrlEncoder().encodeToString(random) + ".";
	}

	private String nextId() {
		return this.idPrefix + Long.toString(this.ids.incrementAndGet(), Character.MAX_RADIX);
	}

	private byte[] serialize(RpcResult result, @Nullable RequestContext context) {
		try {
			return this.serializer.serializeResult(result);
		}
		catch (WrongResultException ex) {
			this.warnings.unwritable(context, ex);
			return this.serializer.serializeResult(unwritable(ex));
		}
		catch (RuntimeException | StackOverflowError ex) {
			Unexpected.log(logger, unwritten(context), ex);
			return this.serializer.serializeResult(result(
					new WrongResultException("The result cannot be written: " + Unexpected.describe(ex), null, ex)));
		}
		catch (Throwable ex) {
			Unexpected.log(logger, unwritten(context), ex);
			return this.serializer.serializeResult(result(ex));
		}
	}

	/**
	 * Send a returned reply to the next exchange, if there is one. The broker does not
	 * keep returned messages, so this is a new message with the same id.
	 * @return {@code false} if all exchanges were tried
	 */
	boolean sendAgain(ReplyMessage returned) {
		BasicProperties request = returned.request();
		List<String> exchanges = this.routes.exchanges(request.getReplyTo(), isMatchedByMessageId(request));
		int next = exchanges.indexOf(returned.exchange()) + 1;
		if (next == 0 || next == exchanges.size()) {
			return false;
		}
		this.publisher.publish(returned.to(exchanges.get(next)));
		return true;
	}

	/** Send an error reply instead, if the broker accepts that. */
	void cannotSend(ReplyMessage refused, AmphoraException cause) {
		if (refused.isErrorReply()) {
			this.warnings.unsent(this.routes.service(), cause);
			refused.end();
			return;
		}
		WrongResultException failure = new WrongResultException("The result cannot be sent. " + cause.getMessage(),
				null, cause);
		logger.debug("A reply cannot be sent", failure);
		RpcResult reason = result(failure);
		try {
			BasicProperties request = refused.request();
			String id = isMatchedByMessageId(request) ? refused.messageId() : nextId();
			this.publisher.publish(refused.asErrorReply(id, naming(request, plainHeaders()), serialize(reason, null)));
		}
		catch (Throwable ex) {
			Unexpected.log(logger, unsent(), ex);
			refused.end();
		}
	}

	private String unwritten(@Nullable RequestContext context) {
		return "The serializer failed to write the result of "
				+ ((context != null) ? context : "a request of service '" + this.routes.service() + "'");
	}

	private String unsent() {
		return "Could not send a reply or an error reply of service '" + this.routes.service()
				+ "'; the caller will time out";
	}

	ReplyRoutes routes() {
		return this.routes;
	}

	/** Count a reply that does not reach its caller. */
	void undeliverable(BasicProperties request, String reason) {
		this.counters.undeliverable.increment();
		logger.debug("The caller that sent correlation id %s with reply_to '%s' %s"
			.formatted(PrintableText.of(request.getCorrelationId()), PrintableText.of(request.getReplyTo()), reason));
	}

}
