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
 * deliveries up to the first one that is still open. That thread owns {@link #window}.
 */
final class Settlement implements Settler {

	private static final Log logger = LogFactory.getLog(Settlement.class);

	private final Channel channel;

	private final Executor acknowledger;

	private final Queue<Note> notes = new ConcurrentLinkedQueue<>();

	private final AtomicInteger pending = new AtomicInteger();

	private final AtomicInteger open = new AtomicInteger();

	private final AckWindow window = new AckWindow();

	private volatile Runnable onSettled = () -> {
	};

	private final @Nullable Replacements replacements;

	Settlement(Channel channel, Executor acknowledger) {
		this(channel, acknowledger, null);
	}

	Settlement(Channel channel, Executor acknowledger, @Nullable Replacements replacements) {
		this.channel = channel;
		this.acknowledger = acknowledger;
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
		leave(new Note(deliveryTag, Decision.ACKNOWLEDGE, null));
	}

	@Override
	public void reject(long deliveryTag, boolean requeue) {
		leave(new Note(deliveryTag, requeue ? Decision.REQUEUE : Decision.DROP, null));
	}

	@Override
	public boolean replaces() {
		return this.replacements != null;
	}

	@Override
	public void replace(long deliveryTag, BasicProperties properties, byte[] body, Runnable done) {
		Replacements to = Objects.requireNonNull(this.replacements);
		leave(new Note(deliveryTag, Decision.REPLACE, new Replacement(to.queue(), properties, body, done)));
	}

	private void leave(Note note) {
		this.notes.add(note);
		if (this.pending.getAndIncrement() == 0) {
			this.acknowledger.execute(this::write);
		}
	}

	private void write() {
		int seen;
		int settled = 0;
		do {
			seen = this.pending.get();
			settled += takeNotes();
		}
		while (!this.pending.compareAndSet(seen, 0));
		this.open.addAndGet(-settled);
		this.onSettled.run();
	}

	private int takeNotes() {
		int taken = 0;
		for (Note note = this.notes.poll(); note != null; note = this.notes.poll()) {
			taken++;
			Note next = note;
			carryOut(() -> decide(next));
		}
		carryOut(this::acknowledgeWindow);
		return taken;
	}

	private void carryOut(Decided action) {
		try {
			action.run();
		}
		catch (IOException | ShutdownSignalException ex) {
			logger.debug("The channel is gone: the broker delivers again what was not settled", ex);
		}
	}

	private void decide(Note note) throws IOException {
		long tag = note.deliveryTag();
		if (note.decision() == Decision.ACKNOWLEDGE) {
			this.window.acknowledged(tag);
			return;
		}
		this.window.rejected(tag);
		if (this.replacements != null && note.replacement() != null) {
			this.replacements.replace(tag, note.replacement());
		}
		else {
			this.channel.basicReject(tag, note.decision() == Decision.REQUEUE);
		}
	}

	private void acknowledgeWindow() throws IOException {
		long upTo = this.window.advance();
		if (upTo > 0) {
			this.channel.basicAck(upTo, true);
		}
		for (long tag : this.window.takeSingles()) {
			this.channel.basicAck(tag, false);
		}
	}

	private enum Decision {

		ACKNOWLEDGE, REQUEUE, DROP, REPLACE

	}

	private record Note(long deliveryTag, Decision decision, @Nullable Replacement replacement) {
	}

	private interface Decided {

		void run() throws IOException;

	}

}
