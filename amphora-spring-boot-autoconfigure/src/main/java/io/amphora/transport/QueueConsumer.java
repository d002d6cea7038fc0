package io.amphora.transport;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The consumer of one subscription on one channel. Deliveries come on a thread of the
 * connection, one at a time.
 */
final class QueueConsumer extends DefaultConsumer {

	private static final Log logger = LogFactory.getLog(QueueConsumer.class);

	private final DeliveryHandler handler;

	private final Runnable onCancelledByBroker;

	private final Settlement settlement;

	private final CompletableFuture<Void> settled = new CompletableFuture<>();

	private volatile boolean active;

	private volatile boolean cancelled;

	QueueConsumer(Channel channel, DeliveryHandler handler, Settlement settlement, Runnable onCancelledByBroker) {
		super(channel);
		this.handler = handler;
		this.onCancelledByBroker = onCancelledByBroker;
		this.settlement = settlement;
		settlement.onSettled(this::checkSettled);
	}

	void consume(SubscriptionSpec spec) throws IOException {
		getChannel().basicQos(spec.prefetch());
		this.active = true;
		getChannel().basicConsume(spec.queue(), false, this);
	}

	boolean active() {
		return this.active;
	}

	/** Ask for no more; completes when all that was delivered before is settled. */
	CompletableFuture<Void> cancel() {
		this.cancelled = true;
		String tag = getConsumerTag();
		if (this.active && tag != null) {
			try {
				getChannel().basicCancel(tag);
			}
			catch (IOException | ShutdownSignalException ex) {
				logger.debug("The consumer is gone already", ex);
			}
		}
		this.active = false;
		checkSettled();
		return this.settled;
	}

	Settlement settlement() {
		return this.settlement;
	}

	/** The channel is gone, and with it what there was to settle. */
	void lost() {
		this.active = false;
		this.settled.complete(null);
	}

	private void checkSettled() {
		if (this.cancelled && this.settlement.open() == 0) {
			this.settled.complete(null);
		}
	}

	@Override
	public void handleDelivery(String consumerTag, Envelope envelope, BasicProperties properties, byte[] body) {
		this.settlement.delivered();
		Delivery delivery = new Delivery(envelope, properties, body, this.settlement);
		if (this.cancelled) {
			delivery.reject(true);
			return;
		}
		BrokerThread.run(() -> handle(delivery));
	}

	private void handle(Delivery delivery) {
		try {
			this.handler.handle(delivery);
		}
		catch (RuntimeException ex) {
			logger.error("A delivery could not be handled; it goes back to its queue", ex);
			delivery.reject(true);
		}
	}

	@Override
	public void handleCancel(String consumerTag) {
		logger.info("The broker has cancelled a consumer; consuming is taken up again");
		this.active = false;
		this.onCancelledByBroker.run();
	}

	@Override
	public void handleShutdownSignal(String consumerTag, @Nullable ShutdownSignalException signal) {
		this.active = false;
	}

}
