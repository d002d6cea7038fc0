package io.amphora.transport;

import java.io.IOException;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import io.amphora.TopologyException;
import io.amphora.topology.Topology;
import io.amphora.transport.connection.BrokerErrors;

/**
 * Consumes replies on the channel of the publisher that sends the requests, using
 * RabbitMQ's direct reply-to. Part of the publisher's topology, because the consumer must
 * exist before anything is published. Thread-safe.
 */
public final class DirectReplies implements Topology {

	/** Reply-to address of requests in place of a reply queue. */
	public static final String REPLY_TO = "amq.rabbitmq.reply-to";

	private final DeliveryDispatcher dispatcher;

	/**
	 * Create a consumer of replies.
	 * @param handler handles the replies, which need not be settled
	 * @param transport provides the threads
	 */
	public DirectReplies(DeliveryHandler handler, BrokerTransport transport) {
		this.dispatcher = transport.dispatcher(handler);
	}

	@Override
	public void declare(Channel channel) throws IOException {
		try {
			channel.basicConsume(REPLY_TO, true, new ReplyConsumer(channel));
		}
		catch (IOException ex) {
			if (BrokerErrors.of(ex) != null) {
				// without the cause, which would look like a queue that was just deleted
				throw new TopologyException("The broker does not support direct reply-to. Set 'reply-mode' to"
						+ " 'queue', or use RabbitMQ. The broker's message is: " + ex.getCause(), null);
			}
			throw ex;
		}
	}

	/** Receives the replies on one channel. */
	private final class ReplyConsumer extends DefaultConsumer {

		ReplyConsumer(Channel channel) {
			super(channel);
		}

		@Override
		public void handleDelivery(String consumerTag, Envelope envelope, BasicProperties properties, byte[] body) {
			DirectReplies.this.dispatcher.dispatcher(new Delivery(envelope, properties, body, null));
		}

	}

}
