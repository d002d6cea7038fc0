/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package io.amphora.server.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import io.amphora.transport.BrokerTransport;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link NestedCallConsumers}.
 */
class NestedCallConsumersTests {

	private final BrokerTransport transport = mock(BrokerTransport.class);

	private final List<Integer> prefetches = new ArrayList<>();

	private final NestedCallConsumers nestedCallConsumers = new NestedCallConsumers(this.transport, 2,
			this.prefetches::add);

	@Test
	void doublesWhatTheServerTakesWheneverAllOfItWaits() {
		begin(1);
		assertThat(this.prefetches).isEmpty();
		begin(1);
		assertThat(this.prefetches).containsExactly(4);
		begin(2);
		assertThat(this.prefetches).containsExactly(4, 8);
		begin(4);
		assertThat(this.prefetches).containsExactly(4, 8, 16);
	}

	@Test
	void callsDoNotFailIfThePrefetchCannotBeChanged() {
		List<Integer> tried = new ArrayList<>();
		NestedCallConsumers failing = new NestedCallConsumers(this.transport, 1, (prefetch) -> {
			tried.add(prefetch);
			if (tried.size() == 1) {
				throw new InternalError("on purpose");
			}
		});
		failing.began();
		failing.began();
		assertThat(tried).containsExactly(2, 2);
	}

	@Test
	void asksForNoMoreThanTheProtocolCounts() {
		NestedCallConsumers large = new NestedCallConsumers(this.transport, 40_000, this.prefetches::add);
		for (int i = 0; i < 80_000; i++) {
			large.began();
		}
		assertThat(this.prefetches).containsExactly(65_535);
	}

	@Test
	void takesAsManyAsBeforeOnceNothingHasWaitedForAWhile() {
		begin(2);
		this.nestedCallConsumers.ended();
		then(this.transport).should(never()).schedule(any(), any());
		this.nestedCallConsumers.ended();
		idle().run();
		assertThat(this.prefetches).containsExactly(4, 2);
		begin(2);
		assertThat(this.prefetches).containsExactly(4, 2, 4);
	}

	@Test
	void takesAsManyAsAreNeededAgain() {
		begin(2);
		this.nestedCallConsumers.ended();
		this.nestedCallConsumers.ended();
		begin(1);
		idle().run();
		assertThat(this.prefetches).containsExactly(4);
		this.nestedCallConsumers.ended();
		then(this.transport).should(times(2)).schedule(any(), any());
	}

	@Test
	void callEndsThoughTheTransportIsClosed() {
		willThrow(RejectedExecutionException.class).given(this.transport).schedule(any(), any());
		begin(2);
		end(2);
		assertThat(this.prefetches).containsExactly(4);
	}

	@Test
	void callEndsThoughTheReleaseCannotBeScheduled() {
		willThrow(InternalError.class).willReturn(null).given(this.transport).schedule(any(), any());
		begin(2);
		end(2);
		begin(1);
		end(1);
		then(this.transport).should(times(2)).schedule(any(), any());
	}

	@Test
	void usualNumberChangesAtOnceWhileNoFunctionNeedsMore() {
		begin(1);
		this.nestedCallConsumers.usual(8);
		this.nestedCallConsumers.usual(2);
		assertThat(this.prefetches).containsExactly(8, 2);
		then(this.transport).should(never()).schedule(any(), any());
	}

	@Test
	void usualNumberWaitsUntilNoFunctionNeedsMore() {
		begin(4);
		this.nestedCallConsumers.usual(3);
		assertThat(this.prefetches).containsExactly(4, 8);
		end(4);
		idle().run();
		assertThat(this.prefetches).containsExactly(4, 8, 3);
	}

	@Test
	void largerUsualNumberIsNotWaitedFor() {
		begin(2);
		this.nestedCallConsumers.usual(256);
		end(2);
		assertThat(this.prefetches).containsExactly(4, 256);
		then(this.transport).should(never()).schedule(any(), any());
	}

	@Test
	void smallerUsualNumberIsNotTakenWhileAsManyFunctionsWait() {
		this.nestedCallConsumers.usual(256);
		begin(100);
		this.nestedCallConsumers.usual(64);
		assertThat(this.prefetches).containsExactly(256);
		end(100);
		idle().run();
		assertThat(this.prefetches).containsExactly(256, 64);
	}

	private void begin(int count) {
		for (int i = 0; i < count; i++) {
			this.nestedCallConsumers.began();
		}
	}

	private void end(int count) {
		for (int i = 0; i < count; i++) {
			this.nestedCallConsumers.ended();
		}
	}

	private Runnable idle() {
		ArgumentCaptor<Runnable> action = ArgumentCaptor.forClass(Runnable.class);
		then(this.transport).should().schedule(action.capture(), any());
		return action.getValue();
	}

}
