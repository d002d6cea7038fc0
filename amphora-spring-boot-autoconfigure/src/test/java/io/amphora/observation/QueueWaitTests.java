package io.amphora.observation;

import java.time.Duration;
import java.util.Date;
import java.util.Map;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.CallContext;
import io.amphora.server.ServerCall;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link QueueWait}.
 */
class QueueWaitTests {

	private static final long NOW = 1_700_000_000_250L;

	@Test
	void waitIsCountedFromTheHeaderInMilliseconds() {
		BasicProperties request = new BasicProperties.Builder()
			.headers(Map.of(ObservationClientInterceptor.SENT_AT, NOW - 120))
			.timestamp(new Date(NOW - 60_000))
			.build();
		assertThat(QueueWait.wait(request, NOW)).isEqualTo(Duration.ofMillis(120));
	}

	@Test
	void waitIsCountedInWholeSecondsWithoutTheHeader() {
		BasicProperties request = new BasicProperties.Builder().timestamp(new Date(NOW / 1000 * 1000 - 2000)).build();
		assertThat(QueueWait.wait(request, NOW)).isEqualTo(Duration.ofSeconds(2));
		assertThat(QueueWait.wait(new BasicProperties(), NOW)).isNull();
	}

	@Test
	void redeliveredRequestsAndThoseFromTheFutureDoNotSpoilTheTimer() throws Exception {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		QueueWait interceptor = new QueueWait(registry);
		interceptor.intercept(call(true, -60_000), (next) -> null);
		assertThat(registry.find("amphora.server.queue.wait").timer()).isNull();
		interceptor.intercept(call(false, 60_000), (next) -> null);
		assertThat(registry.get("amphora.server.queue.wait").tag("service", "math").timer())
			.satisfies((timer) -> assertThat(timer.count()).isEqualTo(1))
			.satisfies((timer) -> assertThat(timer.totalTime(timer.baseTimeUnit())).isZero());
	}

	private static ServerCall call(boolean redelivered, long offset) {
		CallContext context = mock(CallContext.class);
		given(context.service()).willReturn("math");
		given(context.redelivered()).willReturn(redelivered);
		ServerCall call = mock(ServerCall.class);
		given(call.context()).willReturn(context);
		given(call.properties()).willReturn(new BasicProperties.Builder()
			.headers(Map.of(ObservationClientInterceptor.SENT_AT, System.currentTimeMillis() + offset))
			.build());
		return call;
	}

}
