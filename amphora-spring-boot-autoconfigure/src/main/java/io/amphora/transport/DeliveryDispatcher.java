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

package io.amphora.transport;

import java.util.concurrent.Executor;

import io.amphora.transport.connection.ReadingThread;
import io.amphora.transport.thread.BrokerThread;
import io.amphora.transport.thread.Unexpected;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Passes deliveries to their handler on the delivering thread, unless the handler needs
 * another one: because the delivering thread reads from the connection, because the
 * handler runs callbacks, or because the delivery must not delay others. Used by one
 * thread at a time.
 */
final class DeliveryDispatcher {

	private static final Log logger = LogFactory.getLog(DeliveryDispatcher.class);

	private final DeliveryHandler handler;

	private final Executor otherThread;

	private final Executor concurrentExecutor;

	/**
	 * Create a dispatcher.
	 * @param handler handles the deliveries
	 * @param otherThread runs deliveries that the delivering thread must not handle
	 * @param concurrentExecutor runs deliveries that must not delay others
	 */
	DeliveryDispatcher(DeliveryHandler handler, Executor otherThread, Executor concurrentExecutor) {
		this.handler = handler;
		this.otherThread = otherThread;
		this.concurrentExecutor = concurrentExecutor;
	}

	void dispatch(Delivery delivery) {
		boolean quick = this.handler.handlesOnReadingThread(delivery);
		if (!quick && this.handler.handlesConcurrently(delivery)) {
			this.concurrentExecutor.execute(() -> handle(delivery, this.concurrentExecutor));
		}
		else if (!quick && mustLeaveThread()) {
			this.otherThread.execute(() -> handle(delivery, this.otherThread));
		}
		else if (ReadingThread.isCurrent()) {
			BrokerThread.run(() -> handle(delivery, this.otherThread));
		}
		else {
			BrokerThread.runCallbacks(() -> handle(delivery, this.otherThread));
		}
	}

	/**
	 * The Java client delivers the messages of a channel on one thread. Only other
	 * threads can overtake a callback that takes long.
	 */
	private boolean mustLeaveThread() {
		return ReadingThread.isCurrent() || this.handler.runsCallbacks();
	}

	private void handle(Delivery delivery, Executor following) {
		try {
			this.handler.handle(delivery, following);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A delivery could not be handled; requeuing it", ex);
			delivery.reject(true);
		}
	}

}
