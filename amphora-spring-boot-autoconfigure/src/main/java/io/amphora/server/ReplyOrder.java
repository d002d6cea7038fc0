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

import java.time.Duration;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * The requirements of a request on its reply.
 *
 * @param request the properties of the request
 * @param wantedUntil until when the reply may be sent again, a value of
 * {@link System#nanoTime()}
 * @param done run when the broker has confirmed the reply, or the reply is given up
 */
record ReplyOrder(BasicProperties request, long wantedUntil, Runnable done) {

	/** How long to keep trying if the request has no expiration. */
	private static final Duration USUAL = Duration.ofMinutes(1);

	/**
	 * How long one caller may delay the settlement of a request, and make the server keep
	 * its reply.
	 */
	private static final Duration LONGEST = Duration.ofMinutes(5);

	static ReplyOrder of(Delivery delivery, Runnable done) {
		return new ReplyOrder(delivery.properties(),
				System.nanoTime() + patience(RequestContext.remaining(delivery)).toNanos(), done);
	}

	private static Duration patience(@Nullable Duration remaining) {
		if (remaining == null) {
			return USUAL;
		}
		return (remaining.compareTo(LONGEST) < 0) ? remaining : LONGEST;
	}

	boolean wanted() {
		return System.nanoTime() - this.wantedUntil < 0;
	}

}
