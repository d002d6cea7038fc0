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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallReport;
import io.amphora.CallStage;
import io.amphora.topology.RequestRoute;
import io.amphora.topology.WireHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The identity and content of a request.
 *
 * @param origin the client that sends the request
 * @param id the message id
 * @param correlationId the correlation id
 * @param function the function to call
 * @param routingKey the routing key to publish with
 * @param body the serialized call
 * @param startedAt when the call started, as {@link System#nanoTime()}
 * @param deadline when the timeout elapses, as {@link System#nanoTime()}
 * @param interceptedCall the call as interceptors see it, or {@code null} if there are no
 * interceptors
 */
record RequestData(Origin origin, String id, String correlationId, String function, String routingKey, byte[] body,
		long startedAt, long deadline, @Nullable InterceptedClientCall interceptedCall) {

	RequestData with(InterceptedClientCall newInterceptedCall) {
		return new RequestData(this.origin, this.id, this.correlationId, this.function, this.routingKey, this.body,
				this.startedAt, this.deadline, newInterceptedCall);
	}

	@Nullable Map<String, Object> headers(boolean resent) {
		InterceptedClientCall interceptedCall = this.interceptedCall;
		Map<String, Object> added = (interceptedCall != null) ? interceptedCall.headers() : Map.of();
		if (resent) {
			Map<String, Object> all = new HashMap<>(added);
			all.put(WireHeaders.RESENT, true);
			return all;
		}
		return added.isEmpty() ? null : added;
	}

	Duration remaining() {
		return Duration.ofNanos(Math.max(0, this.deadline - System.nanoTime()));
	}

	Duration timeout() {
		return Duration.ofNanos(this.deadline - this.startedAt);
	}

	CallReport report(CallStage stage) {
		return new CallReport(this.origin.service(), this.function, this.routingKey, this.correlationId, stage,
				Duration.ofNanos(System.nanoTime() - this.startedAt));
	}

	/**
	 * What a request needs of the client that sends it. Thread-safe.
	 */
	interface Origin {

		/** Return the name of the service. */
		String service();

		/** Return where requests are published to. */
		RequestRoute route();

		/** Return where replies are sent. */
		String replyTo();

		/** Create the properties of a message with the request. */
		BasicProperties properties(RequestData data, @Nullable String replyTo, boolean resent);

		/** Return why requests are not sent at the moment. */
		SendFailure sendFailure();

		/** Return the number of returned requests. */
		LongAdder unroutable();

		/** Return the late replies to the requests of the client. */
		LateReplies lateReplies();

	}

}
