package io.amphora.server;

import java.util.function.Consumer;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;
import io.amphora.NoResultException;
import io.amphora.WrongRequestException;
import io.amphora.transport.Delivery;
import io.amphora.transport.OutgoingMessage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A part of a batch that is requeued as a message of its own.
 */
final class ReturnedRequest implements OutgoingMessage {

	private static final Log logger = LogFactory.getLog(ReturnedRequest.class);

	private final Delivery part;

	private final Runnable done;

	private final Consumer<AmphoraException> onRefused;

	/**
	 * Create a message.
	 * @param part the part to requeue
	 * @param done run when the part is requeued, or no queue takes it
	 * @param onRefused receives the reason if the part can never be requeued, and settles
	 * it
	 */
	ReturnedRequest(Delivery part, Runnable done, Consumer<AmphoraException> onRefused) {
		this.part = part;
		this.done = done;
		this.onRefused = onRefused;
	}

	@Override
	public String exchange() {
		return this.part.exchange();
	}

	@Override
	public String routingKey() {
		return this.part.routingKey();
	}

	@Override
	public String messageId() {
		return this.part.properties().getMessageId();
	}

	/** Omit the user id, because the broker accepts only the user id of the publisher. */
	@Override
	public BasicProperties properties() {
		return Redeliveries.withRemainingTime(this.part).userId(null).build();
	}

	@Override
	public byte[] body() {
		return this.part.body();
	}

	@Override
	public void confirmed() {
		this.done.run();
	}

	@Override
	public void returned(String reason) {
		logger.debug("The queue of an ignored request no longer exists: " + reason);
		this.done.run();
	}

	/**
	 * The batch stays unsettled, so the broker delivers it again, unless the part would
	 * fail again.
	 */
	@Override
	public void failed(AmphoraException cause) {
		logger.debug("An ignored request cannot be requeued", cause);
		if (cause instanceof WrongRequestException) {
			this.onRefused.accept(cause);
		}
	}

	@Override
	public void fatal(NoResultException cause) {
		this.onRefused.accept(cause);
	}

}
