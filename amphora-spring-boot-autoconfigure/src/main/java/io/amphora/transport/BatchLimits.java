package io.amphora.transport;

import java.time.Duration;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * When messages that wait for others to arrive go together, at the latest.
 *
 * @param maxCount how many travel together at most
 * @param maxSize how large they are together at most; a larger one travels alone
 * @param maxDelay how long one waits at most, while others are on their way
 */
public record BatchLimits(int maxCount, DataSize maxSize, Duration maxDelay) {

	public BatchLimits {
		Assert.isTrue(maxCount > 0 && maxCount <= 10_000, "'maxCount' must be from 1 to 10000");
		Assert.isTrue(maxSize.toBytes() > 0, "'maxSize' must be larger than zero");
		Assert.isTrue(!maxDelay.isNegative(), "'maxDelay' must not be negative");
		maxDelay = Patience.bounded(maxDelay);
	}

	/**
	 * What has proved itself in measurements.
	 * @return 100 messages, 64 KB, a millisecond
	 */
	public static BatchLimits defaults() {
		return new BatchLimits(100, DataSize.ofKilobytes(64), Duration.ofMillis(1));
	}

	boolean reached(int count, long size) {
		return count >= this.maxCount || size >= this.maxSize.toBytes();
	}

}
