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

/**
 * Names of the headers that Amphora adds to messages. A peer that does not know them
 * ignores them and may omit them.
 *
 * @since 0.1.0
 */
public final class WireHeaders {

	/** On a reply: the server that sent it. */
	public static final String INSTANCE = "amphora-instance";

	/**
	 * On a reply: the message id of the request, if that differs from the correlation id,
	 * which may be used again.
	 */
	public static final String REQUEST = "amphora-request";

	/**
	 * On a request: {@code true} if its client has sent it before, or a server has
	 * requeued it.
	 */
	public static final String RESENT = "amphora-resent";

	/**
	 * On a request that a server has requeued: how often it was delivered before without
	 * being settled.
	 */
	public static final String DELIVERIES = "amphora-deliveries";

	/**
	 * On a request: when it was sent, in milliseconds since 1970. The AMQP timestamp has
	 * a resolution of seconds.
	 */
	public static final String SENT_AT = "amphora-sent-at";

	/**
	 * On a request: the name of the clock of {@link #SENT_AT}. Times of clocks with
	 * different names cannot be compared.
	 */
	public static final String CLOCK = "amphora-clock";

	/**
	 * On the reply to a request from a batch: {@code true} if the client should send the
	 * request alone.
	 */
	public static final String ALONE = "amphora-alone";

	/**
	 * On a reply: the number of calls of the function that a batch should contain at
	 * most; 0 if the reply says nothing about the function. Only servers that support
	 * batches send it.
	 */
	public static final String BATCH = "amphora-batch";

	private WireHeaders() {
	}

}
