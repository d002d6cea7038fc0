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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Cancellation}.
 */
class CancellationTests {

	private final Cancellation cancellation = new Cancellation();

	private final List<String> events = new ArrayList<>();

	@Test
	void returnsTheActionsInTheirOrderWhenItIsCancelledForTheFirstTime() {
		this.cancellation.onCancel(() -> this.events.add("first"));
		this.cancellation.onCancel(() -> this.events.add("second"));
		Cancellation.run(this.cancellation.cancel());
		assertThat(this.cancellation.isCancelled()).isTrue();
		assertThat(this.cancellation.cancel()).isNull();
		assertThat(this.events).containsExactly("first", "second");
	}

	@Test
	void runsAnActionImmediatelyIfItIsCancelled() {
		this.cancellation.cancel();
		this.cancellation.onCancel(() -> this.events.add("late"));
		assertThat(this.events).containsExactly("late");
	}

	@Test
	void cannotBeCancelledAfterItHasEnded() {
		this.cancellation.onCancel(() -> this.events.add("first"));
		this.cancellation.end();
		this.cancellation.onCancel(() -> this.events.add("second"));
		assertThat(this.cancellation.cancel()).isNull();
		assertThat(this.cancellation.isCancelled()).isFalse();
		assertThat(this.events).isEmpty();
	}

	@Test
	void runsTheNextActionIfOneFails() {
		this.cancellation.onCancel(() -> {
			throw new AssertionError("broken");
		});
		this.cancellation.onCancel(() -> this.events.add("second"));
		Cancellation.run(this.cancellation.cancel());
		assertThat(this.events).containsExactly("second");
	}

}
