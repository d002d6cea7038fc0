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

/**
 * Handles the deliveries of a subscription on a thread of the broker connection, which it
 * must not block. Deliveries are handled one after the other, unless the handler
 * {@linkplain #handlesConcurrently handles them concurrently}.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface DeliveryHandler {

	/**
	 * Handle a delivery, and settle it now or later.
	 * @param delivery the delivery
	 */
	void handle(Delivery delivery);

	/**
	 * Handle a delivery, and settle it now or later.
	 * @param delivery the delivery
	 * @param following runs tasks after this one, such as the parts of the delivery, on
	 * the same thread unless one of them takes long
	 */
	default void handle(Delivery delivery, Executor following) {
		handle(delivery);
	}

	/**
	 * Return whether {@link #handle(Delivery)} runs callbacks of the application, which
	 * may take long. Other deliveries may then be handled before it returns.
	 * @return {@code false} by default
	 */
	default boolean runsCallbacks() {
		return false;
	}

	/**
	 * Return whether {@link #handle(Delivery)} completes quickly for a delivery and runs
	 * no foreign code, so that the {@linkplain ReadingThread reading thread} may call it.
	 * @param delivery the delivery
	 * @return {@code false} by default: another thread of the broker connection handles
	 * the delivery
	 */
	default boolean handlesOnReadingThread(Delivery delivery) {
		return false;
	}

	/**
	 * Return whether {@link #handle(Delivery)} takes so long that later deliveries must
	 * not wait for it.
	 * @param delivery the delivery
	 * @return {@code false} by default; if {@code true}, a separate thread handles the
	 * delivery, concurrently with others
	 */
	default boolean handlesConcurrently(Delivery delivery) {
		return false;
	}

}
