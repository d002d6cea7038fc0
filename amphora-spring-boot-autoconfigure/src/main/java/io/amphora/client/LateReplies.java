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

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.Delivery;
import io.amphora.transport.thread.LimitedMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The replies that arrive after their calls have ended, and the calls that timed out
 * recently, whose reports are updated by them. Calls that end in time are not recorded.
 * Thread-safe: the monitor guards {@link #calls} and {@link #awaited}.
 */
final class LateReplies {

	private static final Log logger = LogFactory.getLog(LateReplies.class);

	/** Limits memory if a service does not reply at all. */
	static final int REMEMBERED = 1000;

	private volatile Runnable onTimeout = () -> {
	};

	private final LongAdder count = new LongAdder();

	/** Timed-out calls by correlation id, the oldest first. */
	private final Map<String, TimedOutCall> calls = LimitedMap.ofLatest(REMEMBERED);

	/**
	 * The correlation ids that callers chose for calls that ended without their replies,
	 * with the message ids of the requests, the oldest first.
	 */
	private final Map<String, String> awaited = LimitedMap.ofLatest(REMEMBERED);

	/**
	 * Record a call with a correlation id chosen by the caller that is about to end and
	 * may still receive its reply.
	 */
	synchronized void await(String correlationId, String messageId) {
		this.awaited.put(correlationId, messageId);
	}

	/**
	 * Return the correlation id of the call that a reply belongs to. A reply without one,
	 * as sent by the Python library, has the message id of the request. It does not
	 * belong to a call whose caller chose that id as its correlation id.
	 */
	private synchronized @Nullable String correlationId(BasicProperties reply) {
		String correlationId = Delivery.correlationId(reply);
		if (correlationId != null) {
			return correlationId;
		}
		String messageId = reply.getMessageId();
		for (Map.Entry<String, String> call : this.awaited.entrySet()) {
			if (call.getValue().equals(messageId)) {
				return call.getKey();
			}
		}
		return this.awaited.containsKey(messageId) ? null : messageId;
	}

	/** Return whether a reply with that correlation id may belong to an earlier call. */
	synchronized boolean awaits(String correlationId) {
		return this.awaited.containsKey(correlationId);
	}

	/**
	 * Remove the correlation id of an earlier call, whose reply a pending call claims.
	 */
	synchronized void claimed(String correlationId) {
		this.awaited.remove(correlationId);
	}

	/**
	 * Set an action for calls whose requests were sent and that time out.
	 * @param action the action, which must not block
	 */
	void onTimeout(Runnable action) {
		this.onTimeout = action;
	}

	/** Record a call that is about to time out. */
	void expect(TimedOutCall call) {
		add(call);
		if (call.report().stage() != CallStage.HELD) {
			this.onTimeout.run();
		}
	}

	private synchronized void add(TimedOutCall call) {
		this.calls.put(call.report().correlationId(), call);
	}

	/** Forget a call that ended in another way. */
	synchronized void forget(TimedOutCall call) {
		this.calls.remove(call.report().correlationId(), call);
	}

	/** Count a late reply, and update the report of its call. */
	void arrived(BasicProperties reply) {
		Map<String, Object> headers = reply.getHeaders();
		Object request = (headers != null) ? headers.get(WireHeaders.REQUEST) : null;
		arrived(correlationId(reply), (request != null) ? request.toString() : null);
	}

	/**
	 * Count a late reply, and update the report of its call.
	 * @param request the message id of the request, or {@code null} if it is unknown: the
	 * reply may belong to an earlier call with the same correlation id
	 */
	void arrived(@Nullable String correlationId, @Nullable String request) {
		this.count.increment();
		TimedOutCall call = take(correlationId, request);
		if (call != null) {
			call.replied();
			log(call);
		}
	}

	private synchronized @Nullable TimedOutCall take(@Nullable String correlationId, @Nullable String request) {
		if (correlationId == null) {
			return null;
		}
		if (request == null || request.equals(this.awaited.get(correlationId))) {
			this.awaited.remove(correlationId);
		}
		TimedOutCall call = this.calls.get(correlationId);
		return (call != null && call.isAnsweredBy(request)) ? this.calls.remove(correlationId) : null;
	}

	private static void log(TimedOutCall call) {
		if (logger.isDebugEnabled()) {
			CallReport report = call.report();
			logger.debug("The reply of service '%s', function '%s' (correlation id %s) arrived %d ms after the timeout"
				.formatted(report.service(), report.function(), report.correlationId(), call.overdue().toMillis()));
		}
	}

	/** Return the number of late replies. */
	long count() {
		return this.count.sum();
	}

	synchronized int remembered() {
		return this.calls.size();
	}

	/**
	 * The report of a call that timed out. It references neither the request nor the
	 * result, because it is kept as long as the exception. The report is replaced by the
	 * thread that delivers the reply, and read by any thread.
	 */
	static final class TimedOutCall {

		private final String messageId;

		private final long deadline;

		private volatile CallReport report;

		TimedOutCall(CallReport report, String messageId, long deadline) {
			this.report = report;
			this.messageId = messageId;
			this.deadline = deadline;
		}

		CallReport report() {
			return this.report;
		}

		boolean isAnsweredBy(@Nullable String request) {
			return request == null || request.equals(this.messageId);
		}

		void replied() {
			CallReport before = this.report;
			this.report = new CallReport(before.service(), before.function(), before.routingKey(),
					before.correlationId(), CallStage.REPLIED_LATE, before.elapsed());
		}

		/** Return how long ago the timeout elapsed. */
		Duration overdue() {
			return Duration.ofNanos(System.nanoTime() - this.deadline);
		}

	}

}
