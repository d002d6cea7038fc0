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

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import io.amphora.CallCancelledException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Cancellation}.
 */
class CancellationTests {

	private final Cancellation cancellation = new Cancellation();

	private final List<String> events = new ArrayList<>();

	@AfterEach
	void clearInterrupt() {
		Thread.interrupted();
	}

	@Test
	void runsTheActionsInTheirOrderWhenItIsCancelledForTheFirstTime() {
		this.cancellation.onCancel(() -> this.events.add("first"));
		this.cancellation.onCancel(() -> this.events.add("second"));
		this.cancellation.cancel();
		this.cancellation.cancel();
		assertThat(this.cancellation.isCancelled()).isTrue();
		assertThat(this.events).containsExactly("first", "second");
	}

	@Test
	void interruptsTheThreadOnlyWhileItRunsAnInterruptibleFunction() {
		this.cancellation.beginInterruptible();
		this.cancellation.cancel();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		this.cancellation.endInterruptible();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		Cancellation late = new Cancellation();
		late.beginInterruptible();
		late.endInterruptible();
		late.cancel();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void interruptsAFunctionThatStartsAfterTheCallWasCancelled() {
		this.cancellation.cancel();
		this.cancellation.beginInterruptible();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		this.cancellation.endInterruptible();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void interruptsTheFunctionAfterAnActionThatIsNotPartOfIt() {
		this.cancellation.beginInterruptible();
		this.cancellation.runUninterrupted(() -> {
			this.cancellation.cancel();
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
		});
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		this.cancellation.runUninterrupted(() -> assertThat(Thread.currentThread().isInterrupted()).isFalse());
		assertThat(Thread.interrupted()).isTrue();
		this.cancellation.runUninterrupted(() -> this.events.add("action"));
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		this.cancellation.endInterruptible();
	}

	@Test
	void doesNotClearTheInterruptOfAnother() {
		this.cancellation.beginInterruptible();
		Thread.currentThread().interrupt();
		this.cancellation.endInterruptible();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void actionDoesNotStartAfterTheEnd() {
		this.cancellation.onCancel(this.cancellation::end);
		this.cancellation.onCancel(() -> this.events.add("second"));
		this.cancellation.cancel();
		this.cancellation.onCancel(() -> this.events.add("third"));
		assertThat(this.events).isEmpty();
	}

	@Test
	void findsInterruptsAndCancellationsBehindOtherExceptions() {
		assertThat(Cancellation.isCausedByCancellation(new CancellationException())).isTrue();
		assertThat(Cancellation.isCausedByCancellation(new CallCancelledException("cancelled"))).isTrue();
		assertThat(Cancellation
			.isCausedByCancellation(new IllegalStateException(new IllegalStateException(new InterruptedException()))))
			.isTrue();
		assertThat(Cancellation.isCausedByCancellation(new UncheckedIOException(new InterruptedIOException())))
			.isTrue();
		assertThat(Cancellation.isCausedByCancellation(new IllegalStateException("other"))).isFalse();
	}

	@Test
	void exceptionWhoseCauseCannotBeReadIsNotACancellation() {
		assertThat(Cancellation.isCausedByCancellation(new IllegalStateException() {

			@Override
			public synchronized Throwable getCause() {
				throw new AssertionError("broken");
			}

		})).isFalse();
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
		this.cancellation.cancel();
		assertThat(this.cancellation.isCancelled()).isFalse();
		assertThat(this.events).isEmpty();
	}

	@Test
	void runsTheNextActionIfOneFails() {
		this.cancellation.onCancel(() -> {
			throw new AssertionError("broken");
		});
		this.cancellation.onCancel(() -> this.events.add("second"));
		this.cancellation.cancel();
		assertThat(this.events).containsExactly("second");
	}

	@Test
	void callerCancelsOnlyWhatMayBeCancelledAndRuns() {
		assertThat(this.cancellation.isCancelledByCaller()).isFalse();
		assertThat(this.cancellation.cancelledByCaller()).isTrue();
		assertThat(this.cancellation.cancelledByCaller()).isTrue();
		assertThat(this.cancellation.isCancelledByCaller()).isTrue();
		assertThat(this.cancellation.isCancelled()).isFalse();
		assertThat(new Cancellation(false).cancelledByCaller()).isFalse();
		Cancellation ended = new Cancellation();
		ended.end();
		assertThat(ended.cancelledByCaller()).isFalse();
		Cancellation expired = new Cancellation();
		expired.cancel();
		assertThat(expired.cancelledByCaller()).isFalse();
	}

}
