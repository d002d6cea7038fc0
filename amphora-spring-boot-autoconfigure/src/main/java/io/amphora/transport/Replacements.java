package io.amphora.transport;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.ShutdownSignalException;
import org.jspecify.annotations.Nullable;

/**
 * Puts copies in the place of deliveries. The copy and the acknowledgement travel over
 * one channel, the copy first, so whatever happens to the connection, the broker has at
 * least one of the two messages. The acknowledger thread adds to the maps, and the
 * connection's thread takes from them, or whichever closes the channel.
 */
final class Replacements implements ConfirmListener {

	/** No queue has an empty name. */
	private static final String NOWHERE = "";

	private static final byte[] NOTHING = new byte[0];

	private final String queue;

	private final Channel channel;

	private final Publisher publisher;

	private final NavigableMap<Long, Replacement> unconfirmed = new ConcurrentSkipListMap<>();

	/** Copies with originals that the broker may not know to be settled, by marker. */
	private final NavigableMap<Long, Replacement> unsettled = new ConcurrentSkipListMap<>();

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
		channel.addShutdownListener((cause) -> settled(this.unsettled));
	}

	String queue() {
		return this.queue;
	}

	/**
	 * Publish the copy and acknowledge the original. If the process dies just then, the
	 * last bytes that it has sent may be lost; so it is done once the broker has
	 * confirmed a message that was sent afterwards, and that leads nowhere. An RPC would
	 * tell as much, but the Java client forgets one that waits for its turn while another
	 * thread closes the channel.
	 */
	void replace(long deliveryTag, Replacement replacement) throws IOException {
		long tag = this.channel.getNextPublishSeqNo();
		long marker = tag + 1;
		this.unconfirmed.put(tag, replacement);
		this.unsettled.put(marker, replacement);
		try {
			this.channel.basicPublish(replacement.exchange(), replacement.routingKey(), replacement.properties(),
					replacement.body());
			this.channel.basicAck(deliveryTag, false);
			this.channel.basicPublish("", NOWHERE, null, NOTHING);
		}
		catch (IOException | ShutdownSignalException ex) {
			settled(upTo(this.unsettled, marker, false));
			throw ex;
		}
	}

	@Override
	public void handleAck(long tag, boolean multiple) {
		upTo(this.unconfirmed, tag, multiple).clear();
		settled(upTo(this.unsettled, tag, multiple));
	}

	/** The original is acknowledged, so the copy has to arrive. */
	@Override
	public void handleNack(long tag, boolean multiple) {
		Map<Long, Replacement> refused = upTo(this.unconfirmed, tag, multiple);
		BrokerThread.run(() -> refused.values().forEach(this.publisher::publish));
		refused.clear();
		settled(upTo(this.unsettled, tag, multiple));
	}

	/** Each is told once, by whoever takes it from the map. */
	private void settled(Map<Long, Replacement> markers) {
		markers.keySet().forEach((marker) -> {
			Replacement replacement = this.unsettled.remove(marker);
			if (replacement != null) {
				BrokerThread.run(replacement.done());
			}
		});
	}

	private static Map<Long, Replacement> upTo(NavigableMap<Long, Replacement> replacements, long tag,
			boolean multiple) {
		return replacements.subMap(multiple ? 0 : tag, true, tag, true);
	}

}
