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

package io.amphora.observation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallContext;
import io.amphora.server.interceptor.ServerCall;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link ObservationServerInterceptor} with a handler that fails.
 */
class ObservationServerInterceptorTests {

	private final ObservationRegistry registry = ObservationRegistry.create();

	private final ObservationServerInterceptor interceptor = new ObservationServerInterceptor(this.registry, null);

	private final ServerCall call = mock(ServerCall.class);

	private final FailingHandler handler = new FailingHandler();

	@BeforeEach
	void receive() {
		CallContext context = mock(CallContext.class);
		given(context.service()).willReturn("math");
		given(context.function()).willReturn("add");
		given(this.call.context()).willReturn(context);
		given(this.call.properties()).willReturn(new BasicProperties());
		this.registry.observationConfig().observationHandler(this.handler);
	}

	@Test
	void callerGetsTheResult() throws Exception {
		assertThat(this.interceptor.intercept(this.call, (next) -> 5)).isEqualTo(5);
		assertThat(this.handler.stops).hasValue(1);
	}

	@Test
	void callerGetsTheResultOfAFuture() throws Exception {
		Object result = this.interceptor.intercept(this.call, (next) -> CompletableFuture.completedFuture(5));
		assertThat(result).asInstanceOf(InstanceOfAssertFactories.completableFuture(Integer.class))
			.isCompletedWithValue(5);
		assertThat(this.handler.stops).hasValue(1);
	}

	@Test
	void callerGetsTheFailureOfTheFunction() {
		assertThatIllegalStateException().isThrownBy(() -> this.interceptor.intercept(this.call, (next) -> {
			throw new IllegalStateException("of the function");
		})).withMessage("of the function");
		assertThat(this.handler.stops).hasValue(1);
	}

	private static final class FailingHandler implements ObservationHandler<Observation.Context> {

		private final AtomicInteger stops = new AtomicInteger();

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		@Override
		public void onStop(Observation.Context context) {
			this.stops.incrementAndGet();
			throw new IllegalStateException("on purpose");
		}

	}

}
