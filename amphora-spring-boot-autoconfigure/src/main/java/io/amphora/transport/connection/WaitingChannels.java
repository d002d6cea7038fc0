package io.amphora.transport.connection;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Channels of one broker that could not connect and wait for their next attempt. They do
 * not wait any longer once another channel is open, because connecting is then possible.
 * Thread-safe.
 */
public final class WaitingChannels {

	private final Set<ManagedChannel> waiting = ConcurrentHashMap.newKeySet();

	private final AtomicInteger openings = new AtomicInteger();

	/** Return how often a channel was opened so far. */
	int openings() {
		return this.openings.get();
	}

	/**
	 * Add a channel. It tries again at once if another channel was opened since its
	 * attempt began.
	 * @param channel the channel
	 * @param openingsBefore the value of {@link #openings()} before the attempt
	 */
	void add(ManagedChannel channel, int openingsBefore) {
		this.waiting.add(channel);
		if (openings() != openingsBefore) {
			wake(channel);
		}
	}

	void remove(ManagedChannel channel) {
		this.waiting.remove(channel);
	}

	/** Let all channels try again, because one of the broker's channels is open. */
	void opened() {
		this.openings.incrementAndGet();
		this.waiting.forEach(this::wake);
	}

	private void wake(ManagedChannel channel) {
		if (this.waiting.remove(channel)) {
			channel.retryNow();
		}
	}

}
