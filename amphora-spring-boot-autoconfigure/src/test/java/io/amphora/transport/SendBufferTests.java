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

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SendBuffer}.
 */
class SendBufferTests {

	private final SendBufferLimit limit = new SendBufferLimit(1, DataSize.ofBytes(100));

	private final Queue<Runnable> worker = new ArrayDeque<>();

	private boolean closed;

	private final SendBuffer buffer = new SendBuffer(this.limit, this::execute);

	private final List<String> published = new ArrayList<>();

	@Test
	void laterMessagesDoNotOvertakeMessagesThatHaveJustFoundRoom() {
		publish("a");
		publish("b");
		release();
		release();
		publish("c");
		this.buffer.inTurn(() -> this.published.add("d"));
		assertThat(this.published).containsExactly("a");
		this.worker.remove().run();
		release();
		publish("e");
		assertThat(this.published).containsExactly("a", "b");
		this.worker.forEach(Runnable::run);
		release();
		publish("f");
		assertThat(this.published).containsExactly("a", "b", "c", "d", "e", "f");
		assertThat(this.limit.count()).isEqualTo(1);
	}

	@Test
	void messagesThatWaitArePublishedIfTheWorkerIsClosed() {
		publish("a");
		publish("b");
		publish("c");
		this.closed = true;
		this.limit.lift();
		assertThat(this.published).containsExactly("a", "b", "c");
	}

	@Test
	void roomIsReservedWithoutWaitingUnlessOtherMessagesWait() {
		assertThat(this.buffer.reserve(message())).isTrue();
		assertThat(this.buffer.reserve(message())).isFalse();
		publish("a");
		release();
		assertThat(this.buffer.reserve(message())).isFalse();
		release();
		assertThat(this.buffer.reserve(message())).isTrue();
	}

	private void publish(String name) {
		this.buffer.whenReserved(message(), () -> this.published.add(name));
	}

	private static OutgoingMessage message() {
		OutgoingMessage message = mock();
		given(message.size()).willReturn(1);
		return message;
	}

	private void release() {
		this.limit.release(1, 1);
	}

	private void execute(Runnable task) {
		if (this.closed) {
			throw new RejectedExecutionException();
		}
		this.worker.add(task);
	}

}
