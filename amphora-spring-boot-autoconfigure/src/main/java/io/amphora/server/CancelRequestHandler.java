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
import java.util.Set;
import java.util.function.BiConsumer;

import io.amphora.WrongRequestException;
import io.amphora.logging.ShortenedText;
import io.amphora.logging.WarningLimit;
import io.amphora.serializer.CancelRequest;
import io.amphora.transport.Delivery;
import io.amphora.transport.DeliveryHandler;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Handles messages that cancel requests. They may come from anyone who may publish them,
 * so a message that cannot be used is dropped. Thread-safe if the action is.
 */
final class CancelRequestHandler implements DeliveryHandler {

	private static final Log logger = LogFactory.getLog(CancelRequestHandler.class);

	private static final Duration USUAL_TIME = Duration.ofMinutes(1);

	private static final int LONGEST_REASON = 300;

	private final String service;

	private final RequestReader reader;

	private final BiConsumer<Set<String>, Duration> action;

	private final WarningLimit warnings = new WarningLimit();

	/**
	 * Create a handler.
	 * @param service the service, for logs
	 * @param reader reads the messages
	 * @param action receives the message ids of the requests, and how long such requests
	 * may arrive
	 */
	CancelRequestHandler(String service, RequestReader reader, BiConsumer<Set<String>, Duration> action) {
		this.service = service;
		this.reader = reader;
		this.action = action;
	}

	@Override
	public void handle(Delivery delivery) {
		try {
			CancelRequest request = (delivery.body().length <= CancelRequest.MAX_BODY) ? read(delivery) : null;
			if (request != null) {
				Duration time = RequestContext.expiration(delivery.properties());
				this.action.accept(request.ids(), (time != null) ? time : USUAL_TIME);
			}
		}
		catch (Throwable ex) {
			this.warnings.warn(logger, "cancellation",
					"Dropping a cancellation of calls of service '%s' that cannot be read: %s.".formatted(this.service,
							ShortenedText.printable(ex.getMessage(), LONGEST_REASON)),
					ex);
		}
		finally {
			delivery.acknowledge();
		}
	}

	private @Nullable CancelRequest read(Delivery delivery) {
		WrongRequestException refusal = this.reader.refusal(delivery);
		if (refusal != null) {
			throw refusal;
		}
		return CancelRequest.of(this.reader.read(delivery));
	}

}
