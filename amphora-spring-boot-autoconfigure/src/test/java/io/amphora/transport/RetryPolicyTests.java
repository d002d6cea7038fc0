package io.amphora.transport;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link RetryPolicy}.
 */
class RetryPolicyTests {

	@Test
	void refusesToRetryWithoutAPause() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RetryPolicy(Duration.ofNanos(999_999), Duration.ofSeconds(5)))
			.withMessageContaining("'initialInterval'");
	}

	@Test
	void refusesToRetryARefusalWithoutAPause() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RetryPolicy(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO))
			.withMessageContaining("'refusalInterval'");
	}

	@Test
	void refusesALongestIntervalBelowTheFirst() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RetryPolicy(Duration.ofSeconds(2), Duration.ofSeconds(1)))
			.withMessageContaining("'maxInterval'");
	}

}
