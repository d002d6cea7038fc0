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
import io.amphora.AmphoraException;
import io.amphora.NoResultException;
import io.amphora.WrongRequestException;

/**
 * A message to publish, with callbacks for its outcome. The transport calls these methods
 * from several threads, but one after the other for the same message. They must not
 * block.
 *
 * @since 0.1.0
 */
public interface OutgoingMessage {

	/**
	 * Maximum expiration, in milliseconds, of older versions of RabbitMQ; newer versions
	 * accept ten years.
	 */
	long LONGEST_EXPIRATION = 0xFFFF_FFFFL;

	/**
	 * Return the exchange to publish to.
	 * @return the exchange, empty for the default exchange
	 */
	String exchange();

	/**
	 * Return the routing key to publish with.
	 * @return the routing key
	 */
	String routingKey();

	/**
	 * Return whether the broker may close the connection because of the message. Such a
	 * message is sent while no other message is unconfirmed, and is retried less often.
	 * @return {@code false} unless the message is known to be dangerous
	 */
	default boolean mayCloseConnection() {
		return false;
	}

	/**
	 * Return whether the broker should return the message if no queue accepts it. Direct
	 * replies reach their clients without a queue, so the broker would return each of
	 * them.
	 * @return {@code true} unless the message is delivered without a queue
	 */
	default boolean mandatory() {
		return true;
	}

	/**
	 * Return the {@code message_id}, which is the same each time the message is sent.
	 * @return the message id
	 */
	String messageId();

	/**
	 * Return the properties. Called each time the message is sent.
	 * @return properties that contain the {@linkplain #messageId() message id}
	 */
	BasicProperties properties();

	/**
	 * Return the body.
	 * @return the bytes, which do not change any more
	 */
	byte[] body();

	/**
	 * Return the number of messages to count in the send buffer.
	 * @return 1, unless the message contains several
	 */
	default int count() {
		return 1;
	}

	/**
	 * Return the number of bytes to count in the send buffer.
	 * @return a number that never changes
	 */
	default int size() {
		return body().length;
	}

	/**
	 * Return how many of the {@linkplain #count() counted messages} are no longer needed,
	 * while others are, so that their room is released at once.
	 * @return a number that never decreases
	 */
	default int unwantedCount() {
		return 0;
	}

	/**
	 * Return how much of the {@linkplain #size() size} is no longer needed, while the
	 * rest is.
	 * @return a number of bytes that never decreases
	 */
	default int unwantedSize() {
		return 0;
	}

	/**
	 * Return whether the message is still needed. One that is not is
	 * {@linkplain #dropped() dropped} instead of being sent, or some time after it was
	 * sent if it is unconfirmed.
	 * @return {@code false} once the message is no longer needed
	 */
	default boolean wanted() {
		return true;
	}

	/**
	 * The message is no longer {@linkplain #wanted() wanted} and will not be sent again.
	 * None of the other methods for the outcome is called.
	 */
	default void dropped() {
	}

	/**
	 * The message is buffered and occupies room in the send buffer.
	 * @param unwanted to run, on any thread, when the message or a part of it is no
	 * longer {@linkplain #wanted() wanted}, so that its room is released at once; may run
	 * repeatedly, and does nothing while the message is in flight
	 */
	default void held(Runnable unwanted) {
	}

	/**
	 * The message is about to be written to the broker, perhaps not for the first time.
	 * @return whether to write it; {@code false} if it has just become unwanted
	 */
	default boolean sent() {
		return true;
	}

	/**
	 * The message was not written because it cannot be created or encoded, or was
	 * discarded by the broker because the user must not publish to its exchange. It is
	 * {@linkplain #sent() sent} again or {@linkplain #failed fails}.
	 */
	default void notSent() {
	}

	/**
	 * The broker refuses the message for now, for example because the queue is full. It
	 * is sent again after a delay while it is {@linkplain #wanted() wanted}.
	 */
	default void refusedForNow() {
	}

	/**
	 * The broker has confirmed the message. Not called after {@link #returned}.
	 */
	void confirmed();

	/**
	 * The broker has returned the message because no queue accepts it.
	 * @param reason the reason given by the broker
	 */
	void returned(String reason);

	/**
	 * The message is given up.
	 * @param cause the reason
	 */
	void failed(AmphoraException cause);

	/**
	 * The message is given up because the broker refuses it.
	 * @param cause the reason
	 */
	default void refused(WrongRequestException cause) {
		failed(cause);
	}

	/**
	 * The message is given up because the connection was lost each time it was sent. The
	 * broker may have accepted it nevertheless.
	 * @param cause the reason
	 */
	default void closedConnection(NoResultException cause) {
		failed(cause);
	}

}
