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

import io.amphora.transport.Delivery;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link RequestProcessor}.
 */
class RequestProcessorTests {

	private final FunctionExecutor executor = mock(FunctionExecutor.class);

	private final RequestCompletion completion = mock(RequestCompletion.class);

	private final RequestProcessor processor = new RequestProcessor("shop", mock(RequestReader.class), this.executor,
			this.completion, mock(IgnorePolicy.class), mock(DeliveryCounter.class), new ServerCounters());

	@Test
	void requestThatCannotBeQueuedIsNotCountedAsRunning() {
		willThrow(InternalError.class).given(this.executor).execute(any(), any(), any());
		assertThatExceptionOfType(InternalError.class).isThrownBy(() -> this.processor.handle(mock(Delivery.class)));
		then(this.completion).should().begin();
		then(this.completion).should().end();
	}

}
