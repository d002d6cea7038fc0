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

package io.amphora.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link NackedMessages}.
 */
class NackedMessagesTests {

	private final ScheduledExecutorService worker = mock(ScheduledExecutorService.class);

	private final List<BufferedMessage> again = new ArrayList<>();

	private final NackedMessages nackedMessages = new NackedMessages(this.worker, this.again::add);

	private final BufferedMessage message = new BufferedMessage(new TestMessage("a"));

	@Test
	void messageWaitsForItsNextAttempt() {
		this.nackedMessages.add(this.message);
		assertThat(this.again).isEmpty();
		delayPasses();
		assertThat(this.again).containsExactly(this.message);
	}

	@Test
	void messageIsFoundUntilItsNextAttemptOrItsReturn() {
		BufferedMessage other = new BufferedMessage(new TestMessage("b"));
		this.nackedMessages.add(this.message);
		this.nackedMessages.add(other);
		assertThat(this.nackedMessages.find("a", "key")).isSameAs(this.message);
		this.message.returned("NO_ROUTE");
		assertThat(this.nackedMessages.find("a", "key")).isNull();
		delayPasses();
		assertThat(this.nackedMessages.find("b", "key")).isNull();
	}

	@Test
	void messageDoesNotWaitAfterTheEnd() {
		BufferedMessage later = new BufferedMessage(new TestMessage("b"));
		this.nackedMessages.add(this.message);
		this.nackedMessages.close();
		assertThat(this.again).containsExactly(this.message);
		delayPasses();
		this.nackedMessages.add(later);
		assertThat(this.again).containsExactly(this.message, later);
	}

	@Test
	void messageDoesNotWaitForAWorkerThatHasEnded() {
		given(this.worker.schedule(any(Runnable.class), anyLong(), any())).willThrow(RejectedExecutionException.class);
		this.nackedMessages.add(this.message);
		assertThat(this.again).containsExactly(this.message);
	}

	@Test
	void messageDoesNotWaitForAWorkerThatFails() {
		given(this.worker.schedule(any(Runnable.class), anyLong(), any())).willThrow(InternalError.class);
		this.nackedMessages.add(this.message);
		assertThat(this.again).containsExactly(this.message);
	}

	@Test
	void messagesWithTheSameIdAreTriedEach() {
		BufferedMessage second = new BufferedMessage(new TestMessage("a"));
		this.nackedMessages.add(this.message);
		Runnable firstDelay = delayed();
		this.nackedMessages.add(second);
		firstDelay.run();
		delayPasses();
		assertThat(this.again).containsExactly(this.message, second);
	}

	@Test
	void eachMessageWaitsLongerEachTimeUpToALimit() {
		for (int i = 0; i < 7; i++) {
			this.nackedMessages.add(this.message);
		}
		this.nackedMessages.add(new BufferedMessage(new TestMessage("b")));
		ArgumentCaptor<Long> delays = ArgumentCaptor.forClass(Long.class);
		then(this.worker).should(atLeastOnce())
			.schedule(any(Runnable.class), delays.capture(), eq(TimeUnit.MILLISECONDS));
		assertThat(delays.getAllValues()).containsExactly(100L, 200L, 400L, 800L, 1600L, 2000L, 2000L, 100L);
	}

	private void delayPasses() {
		delayed().run();
	}

	private Runnable delayed() {
		ArgumentCaptor<Runnable> task = ArgumentCaptor.forClass(Runnable.class);
		then(this.worker).should(atLeastOnce()).schedule(task.capture(), anyLong(), any());
		return task.getValue();
	}

}
