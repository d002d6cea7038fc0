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
 * A part of a batch on its way back to the queue, as a message of its own.
 */
final class ReturnedRequest implements OutgoingMessage {

	private static final Log logger = LogFactory.getLog(ReturnedRequest.class);

	private final Delivery part;

	private final Runnable done;

	private final Consumer<AmphoraException> onRefused;

	/**
	 * Create a message.
	 * @param part what goes back
	 * @param done run when it is there, or nothing can take it
	 * @param onRefused gets the reason if the part can never go back, and settles it
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

	/** Without a user: the broker lets nobody name anyone but himself. */
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
		logger.debug("The queue is gone that an ignored request came from: " + reason);
		this.done.run();
	}

	/**
	 * Unsettled, the batch is delivered again when the server is back; but not if the
	 * part would fail again.
	 */
	@Override
	public void failed(AmphoraException cause) {
		logger.debug("An ignored request cannot be given back", cause);
		if (cause instanceof WrongRequestException) {
			this.onRefused.accept(cause);
		}
	}

	@Override
	public void fatal(NoResultException cause) {
		this.onRefused.accept(cause);
	}

}
