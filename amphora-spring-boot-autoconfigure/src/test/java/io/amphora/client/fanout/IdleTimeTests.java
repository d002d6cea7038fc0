package io.amphora.client.fanout;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link IdleTime}.
 */
class IdleTimeTests {

	private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);

	private final IdleTime idleTime = new IdleTime(this.nanoTime::get);

	@Test
	void countsOnlyWhileNoDeliveryIsHandled() {
		this.nanoTime.addAndGet(3);
		this.idleTime.pauseDuring(() -> {
			this.nanoTime.addAndGet(100);
			this.idleTime.pauseDuring(() -> this.nanoTime.addAndGet(100));
			this.nanoTime.addAndGet(100);
			assertThat(this.idleTime.nanos()).isEqualTo(3);
		});
		assertThat(this.idleTime.nanos()).isEqualTo(3);
		this.nanoTime.addAndGet(4);
		assertThat(this.idleTime.nanos()).isEqualTo(7);
	}

	@Test
	void continuesAfterADeliveryThatFails() {
		assertThatIllegalStateException().isThrownBy(() -> this.idleTime.pauseDuring(() -> {
			throw new IllegalStateException("on purpose");
		}));
		this.nanoTime.addAndGet(4);
		assertThat(this.idleTime.nanos()).isEqualTo(4);
	}

}
