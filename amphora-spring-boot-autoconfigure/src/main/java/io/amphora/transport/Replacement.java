package io.amphora.transport;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.AmphoraException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A copy that takes the place of a delivery in its queue. It is an outgoing message of
 * its own if the broker refuses it at first.
 *
 * @param queue the queue
 * @param properties the properties of the copy
 * @param body the body of the copy
 * @param done run once the delivery is settled
 */
record Replacement(String queue, BasicProperties properties, byte[] body, Runnable done) implements OutgoingMessage {

	private static final Log logger = LogFactory.getLog(Replacement.class);

	@Override
	public String exchange() {
		return "";
	}

	@Override
	public String routingKey() {
		return this.queue;
	}

	@Override
	public String messageId() {
		return this.properties.getMessageId();
	}

	@Override
	public void confirmed() {
	}

	@Override
	public void returned(String reason) {
		logger.debug("Queue '" + this.queue + "' is gone, and what would go back to it: " + reason);
	}

	@Override
	public void failed(AmphoraException cause) {
		logger.error("A request is lost: queue '" + this.queue + "' has refused it until the server was closed."
				+ " Give the queue room, or let it drop what is too much.", cause);
	}

}
