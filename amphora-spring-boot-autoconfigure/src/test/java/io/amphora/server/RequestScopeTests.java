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

package io.amphora.server;

import io.amphora.server.execution.HandlerPool;
import io.amphora.server.execution.NestedCallConsumers;
import io.amphora.server.execution.RunningFunction;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RequestScope}.
 */
class RequestScopeTests {

	private final HandlerPool handlerPool = mock(HandlerPool.class);

	private final NestedCallConsumers nestedCallConsumers = mock(NestedCallConsumers.class);

	private final RequestScope scope = new RequestScope(mock(RequestContext.class), mock(RunningFunction.class),
			this.handlerPool, this.nestedCallConsumers);

	@Test
	void callThatIsStillOpenEndsOnceEvenIfThatFails() {
		willThrow(InternalError.class).given(this.nestedCallConsumers).ended();
		this.scope.callStarted();
		assertThatExceptionOfType(InternalError.class).isThrownBy(this.scope::completed);
		this.scope.callEnded();
		then(this.nestedCallConsumers).should().ended();
	}

	@Test
	void keptSlotIsFreeOnceTheOutcomeIsKnown() {
		this.scope.keepSlot();
		this.scope.returned();
		this.scope.opened();
		assertThat(this.scope.occupiesSlot()).isTrue();
		this.scope.completed();
		assertThat(this.scope.occupiesSlot()).isFalse();
		then(this.handlerPool).should().left();
	}

}
