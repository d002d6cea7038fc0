package io.amphora.transport;

import java.io.IOException;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.ShutdownSignalException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Puts copies in the place of deliveries. The copy and the acknowledgement travel over
 * one channel, the copy first, so whatever happens to the connection, the broker has at
 * least one of the two messages. The acknowledger thread adds to the maps, and the
 * connection's thread takes from them, or whichever closes the channel.
 */
final class Replacements implements ConfirmListener {

	private static final Log logger = LogFactory.getLog(Replacements.class);

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
	 * How many messages were published; the Java client also counts those that it could
	 * not write. Owned by the loop of the {@link Settlement}.
	 */
	private long published;

	/** Whether an error has left it unknown how many were. */
	private volatile boolean uncertain;

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

	/** Whether copies can be published over the channel. */
	boolean usable() {
		return !this.uncertain;
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
		if (this.uncertain) {
			throw new IllegalStateException("The confirms of the channel cannot be told apart any more");
		}
		long marker = this.published + 2;
		publish(replacement, marker);
		try {
			this.channel.basicAck(deliveryTag, false);
			this.channel.basicPublish("", NOWHERE, null, NOTHING);
			this.published = marker;
		}
		catch (IOException | ShutdownSignalException ex) {
			settled(upTo(this.unsettled, marker, false));
			throw ex;
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A delivery whose copy was published may come again", ex);
			this.uncertain = true;
			settled(upTo(this.unsettled, marker, false));
		}
	}

	/** The Java client looks at the whole message before it writes any of it. */
	private void publish(Replacement copy, long marker) throws IOException {
		long tag = marker - 1;
		this.unconfirmed.put(tag, copy);
		this.unsettled.put(marker, copy);
		try {
			this.channel.basicPublish(copy.exchange(), copy.routingKey(), copy.properties(), copy.body());
			this.published = tag;
		}
		catch (IOException | ShutdownSignalException ex) {
			settled(upTo(this.unsettled, marker, false));
			throw ex;
		}
		catch (Throwable ex) {
			if (ex instanceof Error) {
				this.uncertain = true;
			}
			this.unconfirmed.remove(tag);
			this.unsettled.remove(marker);
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
				tell(replacement);
			}
		});
	}

	private static void tell(Replacement replacement) {
		try {
			BrokerThread.run(replacement.done());
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A replaced delivery could not be reported", ex);
		}
	}

	private static Map<Long, Replacement> upTo(NavigableMap<Long, Replacement> replacements, long tag,
			boolean multiple) {
		return replacements.subMap(multiple ? 0 : tag, true, tag, true);
	}

}
