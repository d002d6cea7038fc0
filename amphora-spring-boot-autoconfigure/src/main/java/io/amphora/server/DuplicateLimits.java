package io.amphora.server;

import java.time.Duration;

import io.amphora.transport.Patience;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * How much a server remembers of what it has answered.
 *
 * @param count how many answers, or 0 for none
 * @param time how long each
 * @param size how large they are together
 */
record DuplicateLimits(int count, Duration time, DataSize size) {

	static final DuplicateLimits DEFAULT = new DuplicateLimits(10_000, Duration.ofMinutes(5), DataSize.ofMegabytes(16));

	DuplicateLimits {
		Assert.isTrue(count >= 0, "The number of remembered answers must not be negative");
		time = Patience.positive(time, "time");
		Assert.isTrue(size.toBytes() > 0, "The size of remembered answers must be larger than zero");
	}

}
