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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;

/**
 * Tests for {@link RefusedReplies}.
 */
class RefusedRepliesTests {

	private final NestedCallConsumers consumers = mock();

	private final RefusedReplies replies = new RefusedReplies(this.consumers, 2, 100);

	@Test
	void prefetchIsRaisedForEachReply() {
		assertThat(this.replies.add(10)).isTrue();
		assertThat(this.replies.add(10)).isTrue();
		then(this.consumers).should(times(2)).began();
		this.replies.remove(10);
		then(this.consumers).should().ended();
	}

	@Test
	void numberIsLimited() {
		this.replies.add(1);
		this.replies.add(1);
		assertThat(this.replies.add(1)).isFalse();
		then(this.consumers).should(times(2)).began();
		this.replies.remove(1);
		assertThat(this.replies.add(1)).isTrue();
	}

	@Test
	void sizeIsLimited() {
		assertThat(this.replies.add(101)).isFalse();
		then(this.consumers).should(never()).began();
		assertThat(this.replies.add(60)).isTrue();
		assertThat(this.replies.add(60)).isFalse();
		this.replies.remove(60);
		assertThat(this.replies.add(60)).isTrue();
	}

}
