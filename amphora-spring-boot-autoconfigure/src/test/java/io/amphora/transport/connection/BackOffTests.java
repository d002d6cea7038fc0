package io.amphora.transport.connection;

import java.time.Duration;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BackOff}.
 */
class BackOffTests {

	private final BackOff backOff = RetryPolicy.defaults().newBackOff();

	@Test
	void doesNotWaitAtFirst() {
		assertThat(this.backOff.next()).isZero();
		assertThat(this.backOff.attempts()).isEqualTo(1);
	}

	@RepeatedTest(20)
	void waitsLongerEachTimeUpToTheLongest() {
		this.backOff.next();
		long full = 100;
		for (int i = 0; i < 1000; i++) {
			assertThat(this.backOff.next().toMillis()).isBetween(full / 2, full);
			full = Math.min(5000, full * 2);
		}
		assertThat(this.backOff.afterRefusal()).isEqualTo(Duration.ofSeconds(15));
	}

	@Test
	void beginsAnewAfterAReset() {
		this.backOff.next();
		this.backOff.next();
		this.backOff.reset();
		assertThat(this.backOff.attempts()).isZero();
		assertThat(this.backOff.next()).isZero();
	}

}
