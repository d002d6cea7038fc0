package io.amphora.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.amphora.transport.BrokerTransport;
import io.amphora.transport.Subscription;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link NestedCalls}.
 */
class NestedCallsTests {

	private final BrokerTransport transport = mock(BrokerTransport.class);

	private final List<Integer> prefetches = new ArrayList<>();

	private final List<Subscription> reserves = new ArrayList<>();

	private final CompletableFuture<Void> cancelled = new CompletableFuture<>();

	private final NestedCalls nestedCalls = new NestedCalls(this.transport, 2, this::reserve);

	private Subscription reserve(int prefetch) {
		Subscription reserve = mock(Subscription.class);
		given(reserve.cancel()).willReturn(this.cancelled);
		this.prefetches.add(prefetch);
		this.reserves.add(reserve);
		return reserve;
	}

	@BeforeEach
	void serve() {
		this.nestedCalls.resume();
	}

	@Test
	void doublesWhatTheServerTakesWheneverAllOfItWaits() {
		begin(1);
		assertThat(this.reserves).isEmpty();
		begin(1);
		assertThat(this.prefetches).containsExactly(2);
		begin(2);
		assertThat(this.prefetches).containsExactly(2, 4);
		begin(4);
		assertThat(this.prefetches).containsExactly(2, 4, 8);
		this.reserves.forEach((reserve) -> then(reserve).should().start());
	}

	@Test
	void asksForNoMoreThanTheProtocolCounts() {
		NestedCalls large = new NestedCalls(this.transport, 40_000, this::reserve);
		large.resume();
		for (int i = 0; i < 80_000; i++) {
			large.began();
		}
		assertThat(this.prefetches).containsExactly(40_000, 65_535);
	}

	@Test
	void releasesReservesAfterTheyWereIdle() {
		begin(2);
		this.nestedCalls.ended();
		then(this.transport).should(never()).schedule(any(), any());
		this.nestedCalls.ended();
		idle().run();
		then(this.reserves.get(0)).should().cancel();
		begin(2);
		assertThat(this.prefetches).containsExactly(2, 2);
	}

	@Test
	void keepsReservesThatAreNeededAgain() {
		begin(2);
		this.nestedCalls.ended();
		this.nestedCalls.ended();
		begin(1);
		idle().run();
		then(this.reserves.get(0)).should(never()).cancel();
	}

	@Test
	void takesNoReserveWhileTheServerStops() {
		this.nestedCalls.pause();
		begin(8);
		assertThat(this.reserves).isEmpty();
	}

	@Test
	void serverThatServesAgainGetsNewReserves() {
		begin(2);
		assertThat(this.nestedCalls.pause()).containsExactly(this.reserves.get(0));
		this.nestedCalls.ended();
		this.nestedCalls.ended();
		this.nestedCalls.resume();
		begin(2);
		assertThat(this.prefetches).containsExactly(2, 2);
	}

	@Test
	void tellsOfReservesUntilTheirRequestsAreSettled() {
		begin(2);
		this.nestedCalls.pause();
		assertThat(this.nestedCalls.pause()).containsExactly(this.reserves.get(0));
		this.cancelled.complete(null);
		assertThat(this.nestedCalls.pause()).isEmpty();
	}

	private void begin(int count) {
		for (int i = 0; i < count; i++) {
			this.nestedCalls.began();
		}
	}

	private Runnable idle() {
		ArgumentCaptor<Runnable> action = ArgumentCaptor.forClass(Runnable.class);
		then(this.transport).should().schedule(action.capture(), any());
		return action.getValue();
	}

}
