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

import com.rabbitmq.client.AMQP.BasicProperties;

/**
 * Acknowledges, rejects or replaces deliveries. Thread-safe; does not block.
 */
interface DeliverySettler {

	/** Acknowledge the delivery with this tag. */
	void acknowledge(long deliveryTag);

	/** Reject the delivery with this tag. */
	void reject(long deliveryTag, boolean requeue);

	/**
	 * Return whether the channel is lost, so that the broker redelivers unsettled
	 * messages.
	 */
	boolean lost();

	/** Return whether deliveries can be replaced. */
	default boolean replaces() {
		return false;
	}

	/**
	 * Replace the delivery with this tag with a copy. If the copy cannot be written, or
	 * its queue does not accept it, the delivery must still be settled.
	 */
	default void replace(long deliveryTag, BasicProperties properties, byte[] body, Runnable done, Runnable impossible,
			Runnable refused) {
		throw new UnsupportedOperationException("A request from a batch cannot be replaced");
	}

}
