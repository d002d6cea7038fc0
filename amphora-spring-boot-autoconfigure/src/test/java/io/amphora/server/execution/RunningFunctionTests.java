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

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RunningFunction}.
 */
class RunningFunctionTests {

	private final Cancellation cancellation = new Cancellation();

	@Test
	void runsTooLongOnlyIfItHasAMaximumRunTime() {
		assertThat(function(null).ranTooLong()).isFalse();
		assertThat(function(Duration.ofNanos(1)).ranTooLong()).isTrue();
		assertThat(function(Duration.ofDays(1)).ranTooLong()).isFalse();
	}

	@Test
	void startsToCancelOnce() {
		RunningFunction function = function(null);
		assertThat(function.startCancelling()).isTrue();
		assertThat(function.startCancelling()).isFalse();
	}

	@Test
	void startsToCancelAgainIfThatFailed() {
		RunningFunction function = function(null);
		function.startCancelling();
		function.cancelAgain();
		assertThat(function.startCancelling()).isTrue();
	}

	private RunningFunction function(@Nullable Duration maxRunTime) {
		return new RunningFunction(this.cancellation, maxRunTime);
	}

}
