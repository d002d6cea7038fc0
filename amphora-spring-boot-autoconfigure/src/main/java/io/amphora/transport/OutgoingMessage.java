package io.amphora.transport;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;
import io.amphora.NoResultException;

/**
 * A message on its way to the broker, and what becomes of it. The transport calls these
 * methods from several threads, one after the other for the same message; none of them
 * may block.
 */
public interface OutgoingMessage {

	/**
	 * The exchange to publish to.
	 * @return an exchange, empty for the default exchange
	 */
	String exchange();

	/**
	 * The routing key to publish with.
	 * @return the routing key
	 */
	String routingKey();

	/**
	 * Whether the broker may close the connection because of the message. It is sent
	 * while no other message is unconfirmed, and not tried as often as others.
	 * @return {@code false} unless the message is known to be dangerous
	 */
	default boolean risky() {
		return false;
	}

	/**
	 * Whether the broker returns the message if no queue takes it. Direct replies reach
	 * their clients without a queue, so the broker would return each of them.
	 * @return {@code true} unless there is no queue to take it
	 */
	default boolean mandatory() {
		return true;
	}

	/**
	 * The {@code message_id}, the same each time the message is sent.
	 * @return the message id
	 */
	String messageId();

	/**
	 * The properties, asked for each time the message is sent.
	 * @return properties that contain the {@linkplain #messageId() message id}
	 */
	BasicProperties properties();

	/**
	 * The body.
	 * @return the bytes, not changed any more
	 */
	byte[] body();

	/**
	 * How many messages it counts for with the hold limit.
	 * @return 1, unless it carries several
	 */
	default int count() {
		return 1;
	}

	/**
	 * How many bytes it counts for with the hold limit.
	 * @return a number that never changes
	 */
	default int size() {
		return body().length;
	}

	/**
	 * Whether the message still has a purpose. One that has none is {@link #dropped()}
	 * instead of being sent, and also some time after it was sent without being
	 * confirmed.
	 * @return {@code true}, unless the message can lose its purpose and has lost it
	 */
	default boolean wanted() {
		return true;
	}

	/**
	 * The message is not {@link #wanted()} any more, and will not be sent again. None of
	 * the other methods that end it is called.
	 */
	default void dropped() {
	}

	/**
	 * The message waits to be sent, and occupies room under the hold limit.
	 * @param unwanted to be run when the message is not {@linkplain #wanted() wanted} any
	 * more, on any thread, to give the room back at once; may be run repeatedly, and does
	 * nothing while the message is under way
	 */
	default void held(Runnable unwanted) {
	}

	/**
	 * The message is about to be written to the broker, perhaps not for the first time.
	 * @return whether to write it, {@code false} if it has just lost its purpose
	 */
	default boolean sent() {
		return true;
	}

	/**
	 * The message was not written after all, as it cannot be encoded; {@link #failed}
	 * follows.
	 */
	default void notSent() {
	}

	/**
	 * The broker has confirmed the message. Not called after {@link #returned}.
	 */
	void confirmed();

	/**
	 * The broker has returned the message, because no queue takes it.
	 * @param reason the broker's words
	 */
	void returned(String reason);

	/**
	 * The message is given up.
	 * @param cause why
	 */
	void failed(AmphoraException cause);

	/**
	 * The message is given up because the connection was lost each time it was sent. The
	 * broker may have taken it all the same.
	 * @param cause says so
	 */
	default void fatal(NoResultException cause) {
		failed(cause);
	}

}
