package io.amphora.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link BatchLane}.
 */
class BatchLaneTests {

	private final BrokerTransport transport = mock(BrokerTransport.class);

	private final List<Runnable> timers = new ArrayList<>();

	private final List<List<String>> sent = new ArrayList<>();

	private final BatchLane<String> lane = new BatchLane<>(
			new BatchLimits(3, DataSize.ofBytes(10), Duration.ofMillis(1)), this.transport, String::length,
			this.sent::add, () -> {
			});

	@BeforeEach
	void keepTimers() {
		willAnswer((call) -> {
			this.timers.add(call.getArgument(0));
			return new CompletableFuture<Void>();
		}).given(this.transport).schedule(any(), any());
	}

	@Test
	void sendsAtOnceWhatComesToAnEmptyLane() {
		this.lane.add("a");
		assertThat(this.sent).containsExactly(List.of("a"));
		assertThat(this.timers).isEmpty();
	}

	@Test
	void sendsTogetherWhatWaitsUntilTheOneBeforeHasArrived() {
		this.lane.add("a");
		this.lane.add("b");
		this.lane.add("c");
		assertThat(this.sent).hasSize(1);
		this.lane.arrived("a");
		assertThat(this.sent).containsExactly(List.of("a"), List.of("b", "c"));
	}

	@Test
	void waitsForTheLatestOnly() {
		this.lane.add("a");
		this.lane.add("b");
		this.lane.flush();
		this.lane.add("c");
		this.lane.arrived("a");
		assertThat(this.sent).containsExactly(List.of("a"), List.of("b"));
		this.lane.arrived("b");
		assertThat(this.sent).hasSize(3);
	}

	@Test
	void sendsAsManyAsMayTravelTogether() {
		List.of("a", "b", "c", "d").forEach(this.lane::add);
		assertThat(this.sent).containsExactly(List.of("a"), List.of("b", "c", "d"));
	}

	@Test
	void sendsAsMuchAsMayTravelTogether() {
		List.of("a", "bbbbb", "ccccc").forEach(this.lane::add);
		assertThat(this.sent).containsExactly(List.of("a"), List.of("bbbbb", "ccccc"));
	}

	@Test
	void sendsWhatHasWaitedForTooLong() {
		List.of("a", "b").forEach(this.lane::add);
		this.timers.get(0).run();
		assertThat(this.sent).containsExactly(List.of("a"), List.of("b"));
	}

	@Test
	void doesNotSendForATimerThatCameTooLate() {
		List.of("a", "b").forEach(this.lane::add);
		this.lane.arrived("a");
		this.lane.add("c");
		this.timers.get(0).run();
		assertThat(this.sent).containsExactly(List.of("a"), List.of("b"));
	}

	@Test
	void waitsForNothingWithoutATimer() {
		willThrow(new RejectedExecutionException()).given(this.transport).schedule(any(), any());
		List.of("a", "b").forEach(this.lane::add);
		assertThat(this.sent).containsExactly(List.of("a"), List.of("b"));
	}

	@Test
	void isIdleWhenAllHaveArrived() {
		assertThat(this.lane.isIdle()).isTrue();
		this.lane.add("a");
		assertThat(this.lane.isIdle()).isFalse();
		this.lane.arrived("a");
		assertThat(this.lane.isIdle()).isTrue();
	}

}
