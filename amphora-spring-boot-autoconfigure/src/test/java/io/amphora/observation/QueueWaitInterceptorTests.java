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

import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallContext;
import io.amphora.server.interceptor.ServerCall;
import io.amphora.topology.WireHeaders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link QueueWaitInterceptor}.
 */
class QueueWaitInterceptorTests {

	private static final long NOW = 1_700_000_000_250L;

	@Test
	void waitIsCountedFromTheHeaderInMilliseconds() {
		BasicProperties request = new BasicProperties.Builder().headers(Map.of(WireHeaders.SENT_AT, NOW - 120))
			.timestamp(new Date(NOW - 60_000))
			.build();
		assertThat(QueueWaitInterceptor.wait(request, NOW)).isEqualTo(Duration.ofMillis(120));
	}

	@Test
	void waitIsCountedInWholeSecondsWithoutTheHeader() {
		BasicProperties request = new BasicProperties.Builder().timestamp(new Date(NOW / 1000 * 1000 - 2000)).build();
		assertThat(QueueWaitInterceptor.wait(request, NOW)).isEqualTo(Duration.ofSeconds(2));
		assertThat(QueueWaitInterceptor.wait(new BasicProperties(), NOW)).isNull();
	}

	@ParameterizedTest
	@ValueSource(longs = { Long.MIN_VALUE, -1, 0, NOW - 86_400_001, NOW + 1, NOW + 60_000, Long.MAX_VALUE })
	void waitThatCannotBeIsNone(long sentAt) {
		BasicProperties request = new BasicProperties.Builder().headers(Map.of(WireHeaders.SENT_AT, sentAt)).build();
		assertThat(QueueWaitInterceptor.wait(request, NOW)).isNull();
		BasicProperties old = new BasicProperties.Builder().timestamp(new Date(sentAt)).build();
		assertThat(QueueWaitInterceptor.wait(old, NOW)).satisfiesAnyOf((wait) -> assertThat(wait).isNull(),
				(wait) -> assertThat(wait).isBetween(Duration.ZERO, Duration.ofDays(1)));
	}

	@Test
	void redeliveredAndFutureRequestsDoNotAffectTheTimer() throws Exception {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		QueueWaitInterceptor interceptor = new QueueWaitInterceptor(registry);
		interceptor.intercept(call(true, -60_000), (next) -> null);
		assertThat(registry.find("amphora.server.queue.wait").timer()).isNull();
		interceptor.intercept(call(false, 60_000), (next) -> null);
		interceptor.intercept(call(false, -System.currentTimeMillis()), (next) -> null);
		assertThat(registry.find("amphora.server.queue.wait").timer()).isNull();
		interceptor.intercept(call(false, -60_000), (next) -> null);
		assertThat(registry.get("amphora.server.queue.wait").tag("amphora.service", "math").timer())
			.satisfies((timer) -> assertThat(timer.count()).isEqualTo(1))
			.satisfies((timer) -> assertThat(timer.max(TimeUnit.SECONDS)).isBetween(59.0, 90.0));
	}

	private static ServerCall call(boolean redelivered, long offset) {
		CallContext context = mock(CallContext.class);
		given(context.service()).willReturn("math");
		given(context.redelivered()).willReturn(redelivered);
		ServerCall call = mock(ServerCall.class);
		given(call.context()).willReturn(context);
		given(call.properties()).willReturn(
				new BasicProperties.Builder().headers(Map.of(WireHeaders.SENT_AT, System.currentTimeMillis() + offset))
					.build());
		return call;
	}

}
