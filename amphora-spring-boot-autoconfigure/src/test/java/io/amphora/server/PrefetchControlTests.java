package io.amphora.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PrefetchControl}.
 */
class PrefetchControlTests {

	private final List<Integer> changes = new ArrayList<>();

	private final PrefetchControl control = new PrefetchControl(16, 0, this.changes::add);

	private long now;

	@Test
	void takesMoreAheadWhileFunctionsAreShort() {
		run(2000, Duration.ofMillis(1));
		assertThat(this.changes).containsExactly(256);
	}

	@Test
	void takesFewAheadWhereFunctionsTakeLong() {
		run(200, Duration.ofMillis(50));
		assertThat(this.changes).isEmpty();
	}

	@Test
	void takesFewerAheadAgainWhenFunctionsBecomeSlow() {
		run(2000, Duration.ofMillis(1));
		run(3, Duration.ofSeconds(1));
		assertThat(this.changes).containsExactly(256, 64);
	}

	@Test
	void doesNotSwingAroundTheLimit() {
		run(2000, Duration.ofMillis(6));
		run(2000, Duration.ofMillis(7));
		run(2000, Duration.ofMillis(6));
		run(2000, Duration.ofMillis(12));
		assertThat(this.changes).containsExactly(256);
	}

	@Test
	void decidesByAllRunsOfAWhile() {
		for (int i = 0; i < 20; i++) {
			run(30, Duration.ofMillis(1));
			run(1, Duration.ofMillis(300));
		}
		assertThat(this.changes).isEmpty();
	}

	private void run(int times, Duration duration) {
		for (int i = 0; i < times; i++) {
			long startedAt = this.now;
			this.now += duration.toNanos();
			this.control.ran(startedAt, this.now);
		}
	}

}
