package io.amphora.server.duplicate;

import java.time.Duration;

import io.amphora.transport.thread.Patience;

import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Limits on the replies that a server remembers.
 *
 * @param count the maximum number of replies, or 0 for none
 * @param time how long to remember a reply
 * @param size the maximum total size
 */
public record DuplicateLimits(int count, Duration time, DataSize size) {

	/** 10,000 replies with at most 16 MB in five minutes. */
	public static final DuplicateLimits DEFAULT = new DuplicateLimits(10_000, Duration.ofMinutes(5),
			DataSize.ofMegabytes(16));

	public DuplicateLimits {
		Assert.isTrue(count >= 0, "The number of remembered replies must not be negative");
		time = Patience.positive(time, "time");
		Assert.isTrue(size.toBytes() > 0, "The size of remembered replies must be larger than zero");
	}

}
