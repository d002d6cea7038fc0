package io.amphora.server;

import java.time.Duration;

import io.amphora.transport.Patience;
import org.jspecify.annotations.Nullable;
import org.springframework.util.Assert;

/**
 * How to receive from a queue. Immutable.
 *
 * @param maxCalls how many requests to take, or 0 for any number; it is the prefetch, too
 * @param timeout how long to take requests, or {@code null} for any time
 * @param block whether to wait until no more requests are taken
 * @param blockUntilClosed whether to wait, too, until the last function has returned, its
 * response is confirmed, and the channel is closed
 */
public record ReceiveOptions(int maxCalls, @Nullable Duration timeout, boolean block, boolean blockUntilClosed) {

	private static final int MAX_PREFETCH = 65_535;

	public ReceiveOptions {
		Assert.isTrue(maxCalls >= 0 && maxCalls <= MAX_PREFETCH, "'maxCalls' must be from 0 to 65535");
		timeout = (timeout != null) ? Patience.positive(timeout, "timeout") : null;
	}

	/**
	 * Take any number of requests for any time, and wait until the receiver is cancelled.
	 * @return the options
	 */
	public static ReceiveOptions unlimited() {
		return new ReceiveOptions(0, null, true, true);
	}

	/**
	 * Take no more than so many requests.
	 * @param newMaxCalls from 1 to 65535
	 * @return the options with that maximum
	 */
	public ReceiveOptions maxCalls(int newMaxCalls) {
		Assert.isTrue(newMaxCalls > 0, "'maxCalls' must be at least 1");
		return new ReceiveOptions(newMaxCalls, this.timeout, this.block, this.blockUntilClosed);
	}

	/**
	 * Take requests for no longer than this.
	 * @param newTimeout longer than zero
	 * @return the options with that timeout
	 */
	public ReceiveOptions timeout(Duration newTimeout) {
		return new ReceiveOptions(this.maxCalls, newTimeout, this.block, this.blockUntilClosed);
	}

	/**
	 * Choose whether to wait.
	 * @param newBlock {@code false} to return at once
	 * @return the options with that choice
	 */
	public ReceiveOptions block(boolean newBlock) {
		return new ReceiveOptions(this.maxCalls, this.timeout, newBlock, this.blockUntilClosed);
	}

	/**
	 * Choose what to wait for.
	 * @param newBlockUntilClosed {@code false} to return as soon as no more requests are
	 * taken
	 * @return the options with that choice
	 */
	public ReceiveOptions blockUntilClosed(boolean newBlockUntilClosed) {
		return new ReceiveOptions(this.maxCalls, this.timeout, this.block, newBlockUntilClosed);
	}

}
