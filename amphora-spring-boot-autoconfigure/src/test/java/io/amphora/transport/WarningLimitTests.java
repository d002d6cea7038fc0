package io.amphora.transport;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link WarningLimit}.
 */
class WarningLimitTests {

	private static final long INTERVAL = WarningLimit.INTERVAL.toNanos();

	private final WarningLimit limit = new WarningLimit();

	@Test
	void isDueOncePerInterval() {
		assertThat(this.limit.due("f", 0)).isTrue();
		assertThat(this.limit.due("f", INTERVAL - 1)).isFalse();
		assertThat(this.limit.due("f", INTERVAL)).isTrue();
		assertThat(this.limit.due("f", INTERVAL + 1)).isFalse();
		assertThat(this.limit.due("g", INTERVAL + 1)).isTrue();
	}

	@Test
	void remembersALimitedNumberOfKinds() {
		assertThat(this.limit.due("first", 0)).isTrue();
		IntStream.range(0, 1000).forEach((i) -> this.limit.due("kind " + i, 0));
		assertThat(this.limit.due("first", 0)).isTrue();
	}

}
