package io.amphora.transport;

import java.io.IOException;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Acknowledges and rejects the deliveries of one channel. Those who settle only leave a
 * note; the acknowledger thread writes to the broker, one acknowledgement for all
 * deliveries up to the first one that is still open. {@link #loop} owns {@link #window}.
 */
final class Settlement implements Settler {

	private static final Log logger = LogFactory.getLog(Settlement.class);

	private final Channel channel;

	private final Queue<Note> notes = new ConcurrentLinkedQueue<>();

	private final DrainLoop loop;

	private final AtomicInteger open = new AtomicInteger();

	private final AckWindow window = new AckWindow();

	private volatile Runnable onSettled = Settlement::nothing;

	private final @Nullable Replacements replacements;

	Settlement(Channel channel, Executor acknowledger) {
		this(channel, acknowledger, null);
	}

	Settlement(Channel channel, Executor acknowledger, @Nullable Replacements replacements) {
		this.channel = channel;
		this.loop = new DrainLoop("acknowledgements", this::write, acknowledger);
		this.replacements = replacements;
	}

	/** Whom to tell, on the acknowledger thread, after something was settled. */
	void onSettled(Runnable listener) {
		this.onSettled = listener;
	}

	/** One more delivery has to be settled. */
	void delivered() {
		this.open.incrementAndGet();
	}

	int open() {
		return this.open.get();
	}

	@Override
	public void acknowledge(long deliveryTag) {
		leave(new Note(deliveryTag, Decision.ACKNOWLEDGE));
	}

	@Override
	public void reject(long deliveryTag, boolean requeue) {
		leave(new Note(deliveryTag, requeue ? Decision.REQUEUE : Decision.DROP));
	}

	@Override
	public boolean lost() {
		return !this.channel.isOpen();
	}

	@Override
	public boolean replaces() {
		return this.replacements != null && this.replacements.usable();
	}

	@Override
	public void replace(long deliveryTag, BasicProperties properties, byte[] body, Runnable done, Runnable impossible) {
		Replacements to = Objects.requireNonNull(this.replacements);
		leave(new Note(deliveryTag, Decision.REPLACE, new Replacement(to.queue(), properties, body, done), impossible));
	}

	private void leave(Note note) {
		this.notes.add(note);
		this.loop.request();
	}

	private boolean write(boolean lent) {
		int settled = 0;
		for (Note note = this.notes.poll(); note != null; note = this.notes.poll()) {
			settled += carryOut(note) ? 1 : 0;
		}
		acknowledgeWindow();
		this.open.addAndGet(-settled);
		this.onSettled.run();
		return true;
	}

	/** Whether the delivery is settled, or is the broker's again. */
	private boolean carryOut(Note note) {
		Replacement copy = note.replacement();
		if (copy != null) {
			return replace(note, copy);
		}
		long tag = note.deliveryTag();
		if (note.decision() == Decision.ACKNOWLEDGE) {
			this.window.acknowledged(tag);
		}
		else {
			this.window.rejected(tag);
			carryOut(() -> this.channel.basicReject(tag, note.decision() == Decision.REQUEUE));
		}
		return true;
	}

	/**
	 * What fails without a lost channel is tried once more. If it was written after all,
	 * the broker closes the channel, and delivers again what is not settled.
	 */
	private static void carryOut(ChannelWrite write) {
		try {
			write.run();
		}
		catch (IOException | ShutdownSignalException ex) {
			channelIsGone(ex);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A delivery could not be settled; it is tried again", ex);
			carryOutAgain(write);
		}
	}

	private static void carryOutAgain(ChannelWrite write) {
		try {
			write.run();
		}
		catch (IOException | ShutdownSignalException ex) {
			channelIsGone(ex);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A delivery could not be settled", ex);
		}
	}

	private static void channelIsGone(Exception cause) {
		logger.debug("The channel is gone: the broker delivers again what was not settled", cause);
	}

	private boolean replace(Note note, Replacement copy) {
		try {
			Objects.requireNonNull(this.replacements).replace(note.deliveryTag(), copy);
		}
		catch (IOException | ShutdownSignalException ex) {
			channelIsGone(ex);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A copy could not be written; its original is settled otherwise", ex);
			runSafely(note.impossible());
			return false;
		}
		this.window.rejected(note.deliveryTag());
		return true;
	}

	private static void runSafely(Runnable action) {
		try {
			BrokerThread.run(action);
		}
		catch (Throwable ex) {
			Unexpected.log(logger, "A delivery could not be settled", ex);
		}
	}

	private void acknowledgeWindow() {
		long upTo = this.window.advance();
		if (upTo > 0) {
			carryOut(() -> this.channel.basicAck(upTo, true));
		}
		for (long tag : this.window.takeSingles()) {
			carryOut(() -> this.channel.basicAck(tag, false));
		}
	}

	private enum Decision {

		ACKNOWLEDGE, REQUEUE, DROP, REPLACE

	}

	private static void nothing() {
		// most deliveries need nothing more
	}

	/**
	 * What to do with a delivery.
	 *
	 * @param deliveryTag the delivery
	 * @param decision what to do
	 * @param replacement what takes its place, if anything does
	 * @param impossible run if that cannot be written
	 */
	private record Note(long deliveryTag, Decision decision, @Nullable Replacement replacement, Runnable impossible) {

		Note(long deliveryTag, Decision decision) {
			this(deliveryTag, decision, null, Settlement::nothing);
		}

	}

	private interface ChannelWrite {

		void run() throws IOException;

	}

}
