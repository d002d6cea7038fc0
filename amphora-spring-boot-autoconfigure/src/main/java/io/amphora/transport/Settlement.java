package io.amphora.transport;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Acknowledges and rejects the deliveries of one channel. Those who settle only leave a
 * note; the acknowledger thread writes to the broker, one acknowledgement for all
 * deliveries up to the first one that is still open. That thread owns {@link #window}.
 */
final class Settlement {

	private static final Log logger = LogFactory.getLog(Settlement.class);

	private final Channel channel;

	private final Executor acknowledger;

	private final Queue<Note> notes = new ConcurrentLinkedQueue<>();

	private final AtomicInteger pending = new AtomicInteger();

	private final AtomicInteger open = new AtomicInteger();

	private final AckWindow window = new AckWindow();

	private volatile Runnable onSettled = () -> {
	};

	Settlement(Channel channel, Executor acknowledger) {
		this.channel = channel;
		this.acknowledger = acknowledger;
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

	void acknowledge(long deliveryTag) {
		leave(new Note(deliveryTag, Decision.ACKNOWLEDGE));
	}

	void reject(long deliveryTag, boolean requeue) {
		leave(new Note(deliveryTag, requeue ? Decision.REQUEUE : Decision.DROP));
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
		try {
			for (Note note = this.notes.poll(); note != null; note = this.notes.poll()) {
				taken++;
				decide(note);
			}
			acknowledgeWindow();
		}
		catch (IOException | ShutdownSignalException ex) {
			logger.debug("The channel is gone: the broker delivers again what was not settled", ex);
		}
		return taken;
	}

	private void decide(Note note) throws IOException {
		if (note.decision() == Decision.ACKNOWLEDGE) {
			this.window.acknowledged(note.deliveryTag());
		}
		else {
			this.window.rejected(note.deliveryTag());
			this.channel.basicReject(note.deliveryTag(), note.decision() == Decision.REQUEUE);
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

		ACKNOWLEDGE, REQUEUE, DROP

	}

	private record Note(long deliveryTag, Decision decision) {
	}

}
