package io.amphora.transport;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import org.jspecify.annotations.Nullable;

/**
 * Puts copies in the place of deliveries. The copy and the acknowledgement travel over
 * one channel, the copy first, so whatever happens to the connection, the broker has at
 * least one of the two messages. The acknowledger thread adds to the map, and the
 * connection's thread takes from it.
 */
final class Replacements implements ConfirmListener {

	private final String queue;

	private final Channel channel;

	private final Publisher publisher;

	private final NavigableMap<Long, Replacement> unconfirmed = new ConcurrentSkipListMap<>();

	/**
	 * Prepare a channel, if that makes sense. The default exchange of Qpid takes the name
	 * of a queue for that of an exchange if there is one, as there is for every service.
	 * @param queue the queue that it consumes from
	 * @param channel the channel
	 * @param publisher publishes what the broker has refused for now
	 */
	static @Nullable Replacements prepare(String queue, Channel channel, @Nullable Publisher publisher)
			throws IOException {
		Map<String, Object> broker = (publisher != null) ? channel.getConnection().getServerProperties() : null;
		boolean qpid = broker != null && String.valueOf(broker.get("product")).contains("Qpid");
		return (publisher != null && !qpid) ? new Replacements(queue, channel, publisher) : null;
	}

	Replacements(String queue, Channel channel, Publisher publisher) throws IOException {
		this.queue = queue;
		this.channel = channel;
		this.publisher = publisher;
		channel.addConfirmListener(this);
		channel.confirmSelect();
	}

	String queue() {
		return this.queue;
	}

	/**
	 * Publish the copy and acknowledge the original. If the process dies just then, the
	 * last bytes that it has sent may be lost; so it is done once the broker has answered
	 * something that was asked afterwards.
	 */
	void replace(long deliveryTag, Replacement replacement) throws IOException {
		this.unconfirmed.put(this.channel.getNextPublishSeqNo(), replacement);
		this.channel.basicPublish(replacement.exchange(), replacement.routingKey(), replacement.properties(),
				replacement.body());
		this.channel.basicAck(deliveryTag, false);
		this.channel.asyncCompletableRpc(new AMQP.Confirm.Select.Builder().build())
			.whenComplete((answer, failure) -> BrokerThread.run(replacement.done()));
	}

	@Override
	public void handleAck(long tag, boolean multiple) {
		upTo(tag, multiple).clear();
	}

	/** The original is acknowledged, so the copy has to arrive. */
	@Override
	public void handleNack(long tag, boolean multiple) {
		Map<Long, Replacement> refused = upTo(tag, multiple);
		BrokerThread.run(() -> refused.values().forEach(this.publisher::publish));
		refused.clear();
	}

	private Map<Long, Replacement> upTo(long tag, boolean multiple) {
		return this.unconfirmed.subMap(multiple ? 0 : tag, true, tag, true);
	}

}
