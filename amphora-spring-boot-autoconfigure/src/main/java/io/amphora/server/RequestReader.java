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

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.WrongRequestException;
import io.amphora.serializer.ReceivedCall;
import io.amphora.serializer.RpcSerializer;
import io.amphora.transport.Delivery;
import io.amphora.transport.EncodingCheck;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests.
 *
 * @param serializer deserializes the requests
 */
record RequestReader(RpcSerializer serializer) {

	private static final Log logger = LogFactory.getLog(RequestReader.class);

	/**
	 * Check a request before it is processed.
	 * @return why it is refused, or {@code null} if it can be read
	 */
	@Nullable WrongRequestException refusal(Delivery delivery) {
		String unreadable = delivery.unreadable();
		if (unreadable != null) {
			return new WrongRequestException("The request cannot be read: " + unreadable);
		}
		String misfit = EncodingCheck.misfit(delivery.properties());
		return (misfit != null) ? new WrongRequestException(
				"The request cannot be read: of its %s, something is longer than 255 bytes, or not UTF-8"
					.formatted(misfit))
				: null;
	}

	/**
	 * Read a request.
	 * @throws WrongRequestException if the serializer cannot read the request
	 */
	ReceivedCall read(Delivery delivery) {
		BasicProperties properties = delivery.properties();
		if (!this.serializer.reads(properties.getContentType())) {
			throw new WrongRequestException("The request's content type is not " + this.serializer.contentType());
		}
		if (!this.serializer.readsEncoding(properties.getContentEncoding())) {
			throw new WrongRequestException(
					"The request's content encoding is not supported. Send the body unencoded.");
		}
		return this.serializer.deserializeCall(delivery.body());
	}

	/** Return the name of the function, or {@code null} if the request cannot be read. */
	@Nullable String function(Delivery delivery) {
		try {
			return read(delivery).function();
		}
		catch (Throwable ex) {
			logger.debug("A request cannot be read", ex);
			return null;
		}
	}

}
