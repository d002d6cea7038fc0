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
import java.util.concurrent.atomic.AtomicReference;

import io.amphora.StoppedException;
import io.amphora.logging.WarningLimit;
import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Delivery;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Requeues requests that were not processed. A server that has no threads would receive
 * them again at once, so it keeps them for a second, except for the first. Thread-safe.
 */
final class UnprocessedRequests {

	private static final Log logger = LogFactory.getLog(UnprocessedRequests.class);

	private static final Duration DELAY = Duration.ofSeconds(1);

	/** Time without failures after which the next one is again the first. */
	private static final Duration QUIET = Duration.ofSeconds(10);

	private final String service;

	private final DeliveryCounter deliveryCounter;

	private final BrokerTransport transport;

	private final WarningLimit warnings = new WarningLimit();

	private final AtomicReference<@Nullable Long> failedAt = new AtomicReference<>();

	/**
	 * Create an instance.
	 * @param service the service, for logs
	 * @param deliveryCounter requeues a request without counting its delivery
	 * @param transport runs actions later
	 */
	UnprocessedRequests(String service, DeliveryCounter deliveryCounter, BrokerTransport transport) {
		this.service = service;
		this.deliveryCounter = deliveryCounter;
		this.transport = transport;
	}

	/**
	 * Requeue a request. Does not throw.
	 * @param delivery the request
	 * @param cause why it was not processed
	 * @param done run when the request is requeued, or the channel is lost
	 */
	void requeue(Delivery delivery, Throwable cause, Runnable done) {
		Runnable requeue = () -> this.deliveryCounter.requeueUnprocessed(delivery, done);
		if (cause instanceof StoppedException || !requeuesLater(cause, requeue)) {
			requeue.run();
		}
	}

	private boolean requeuesLater(Throwable cause, Runnable requeue) {
		try {
			log(cause);
			if (isFirst()) {
				return false;
			}
			this.transport.schedule(requeue, DELAY);
			return true;
		}
		catch (Throwable ex) {
			logger.debug("Requeuing a request at once. Is the server closed?", ex);
			return false;
		}
	}

	private void log(Throwable cause) {
		String message = "No thread is available for a request of service '" + this.service + "'; requeuing it";
		if (this.warnings.isDue("thread")) {
			Unexpected.log(logger, message + ". Others like it are logged at debug level for a minute", cause);
		}
		else {
			logger.debug(message, cause);
		}
	}

	private boolean isFirst() {
		long now = System.nanoTime();
		Long before = this.failedAt.getAndSet(now);
		return before == null || now - before >= QUIET.toNanos();
	}

}
