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
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RunningFunction}.
 */
class RunningFunctionTests {

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final AtomicLong clock = new AtomicLong();

	@Test
	void runsTooLongOnlyIfItHasAMaximumRunTime() {
		assertThat(function(null).ranTooLong()).isFalse();
		RunningFunction limited = function(Duration.ofSeconds(1));
		assertThat(limited.ranTooLong()).isFalse();
		this.clock.addAndGet(SECOND);
		assertThat(limited.ranTooLong()).isTrue();
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

	@Test
	void hasASecondToReactWhenItsCallIsCancelled() {
		RunningFunction function = function(null);
		assertThat(hadTimeToReactAfter(SECOND, function)).isFalse();
		function.startCancelling();
		assertThat(hadTimeToReactAfter(SECOND - 1, function)).isFalse();
		assertThat(function.isLate()).isFalse();
		assertThat(hadTimeToReactAfter(1, function)).isTrue();
		assertThat(function.isLate()).isTrue();
		function.returned();
		assertThat(function.hadTimeToReact()).isTrue();
		assertThat(function.isLate()).isFalse();
	}

	@Test
	void stackOfAFunctionThatDoesNotReactIsReportedOnce() {
		RunningFunction function = function(null);
		function.startCancelling();
		assertThat(hadTimeToReactAfter(SECOND, function)).isTrue();
		assertThat(function.stackToReport()).isNotEmpty();
		assertThat(function.stackToReport()).isNull();
	}

	@Test
	void stackOfTheNextFunctionIsNotReported() throws Exception {
		ReturningThread thread = new ReturningThread();
		thread.start();
		thread.join();
		thread.function.startCancelling();
		assertThat(hadTimeToReactAfter(SECOND, thread.function)).isTrue();
		assertThat(thread.function.stackToReport()).isNull();
	}

	private boolean hadTimeToReactAfter(long nanos, RunningFunction function) {
		this.clock.addAndGet(nanos);
		function.checkTime();
		return function.hadTimeToReact();
	}

	private RunningFunction function(@Nullable Duration maxRunTime) {
		return new RunningFunction(maxRunTime, this.clock::get);
	}

	/** A thread whose function returns while its stack is taken. */
	private final class ReturningThread extends Thread {

		@SuppressWarnings("NullAway.Init")
		private RunningFunction function;

		@Override
		public void run() {
			this.function = RunningFunctionTests.this.function(null);
		}

		@Override
		public StackTraceElement[] getStackTrace() {
			this.function.returned();
			return new StackTraceElement[] { new StackTraceElement("Next", "run", "Next.java", 1) };
		}

	}

}
