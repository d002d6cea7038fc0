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
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RunningFunction}.
 */
class RunningFunctionTests {

	private final Cancellation cancellation = new Cancellation();

	@AfterEach
	void clearInterrupt() {
		Thread.interrupted();
	}

	@Test
	void interruptsTheThreadOnlyIfTheFunctionIsInterruptible() {
		function(false).cancel();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		new RunningFunction(new Cancellation(), true, null).cancel();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void doesNotInterruptTheThreadAfterTheFunctionHasReturned() {
		RunningFunction function = function(true);
		function.returned();
		function.cancel();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void clearsItsInterruptButNoOtherWhenTheFunctionReturns() {
		RunningFunction function = function(true);
		function.cancel();
		function.returned();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		Thread.currentThread().interrupt();
		new RunningFunction(new Cancellation(), true, null).returned();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void onlyInterruptsAndCancellationsOfACancelledCallEndItByCancellation() {
		RunningFunction function = function(false);
		assertThat(function.endedByCancellation(new CancellationException())).isFalse();
		function.cancel();
		assertThat(function.endedByCancellation(new CancellationException())).isTrue();
		assertThat(function.endedByCancellation(new InterruptedException())).isTrue();
		assertThat(function.endedByCancellation(new IllegalStateException(new InterruptedException()))).isTrue();
		assertThat(function.endedByCancellation(new IllegalStateException())).isFalse();
	}

	@Test
	void runsTooLongOnlyIfItHasAMaximumRunTime() {
		assertThat(function(false).ranTooLong()).isFalse();
		assertThat(new RunningFunction(this.cancellation, false, Duration.ofNanos(1)).ranTooLong()).isTrue();
		assertThat(new RunningFunction(this.cancellation, false, Duration.ofDays(1)).ranTooLong()).isFalse();
	}

	@Test
	void startsToCancelOnce() {
		RunningFunction function = function(false);
		assertThat(function.startCancelling()).isTrue();
		assertThat(function.startCancelling()).isFalse();
	}

	private RunningFunction function(boolean interruptible) {
		return new RunningFunction(this.cancellation, interruptible, null);
	}

}
