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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.amphora.server.interceptor.ServerCall;
import io.amphora.server.interceptor.ServerCallChain;
import io.amphora.server.interceptor.ServerInterceptor;
import io.amphora.topology.WireHeaders;
import io.amphora.transport.thread.ConcurrentMaps;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;

/**
 * Records the time from sending a request until its function runs, which it spends in the
 * queue and waiting for a thread. Assumes that the caller's clock agrees with the local
 * one, and omits implausible times. Thread-safe.
 *
 * @since 0.1.0
 */
public final class QueueWaitInterceptor implements ServerInterceptor, Ordered {

	private static final Duration LONGEST = Duration.ofDays(1);

	private final MeterRegistry registry;

	private final ConcurrentMap<String, Timer> timers = new ConcurrentHashMap<>();

	/**
	 * Create a new interceptor.
	 * @param registry the registry of the timers
	 */
	public QueueWaitInterceptor(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public int getOrder() {
		return ObservationServerInterceptor.ORDER - 100;
	}

	@Override
	public @Nullable Object intercept(ServerCall call, ServerCallChain chain) throws Exception {
		if (!call.context().redelivered()) {
			Duration wait = wait(call.properties(), System.currentTimeMillis());
			if (wait != null) {
				ConcurrentMaps.getOrCreate(this.timers, call.context().service(), this::timer).record(wait);
			}
		}
		return chain.proceed(call);
	}

	private Timer timer(String service) {
		return Timer.builder(AmphoraMeter.SERVER_QUEUE_WAIT.meterName())
			.description(AmphoraMeter.SERVER_QUEUE_WAIT.description())
			.tag(AmphoraObservation.LowCardinality.SERVICE.asString(), service)
			.register(this.registry);
	}

	/**
	 * If the request has only a timestamp in seconds, both times are truncated to
	 * seconds, which is correct on average.
	 */
	static @Nullable Duration wait(BasicProperties request, long now) {
		Object sentAt = (request.getHeaders() != null) ? request.getHeaders().get(WireHeaders.SENT_AT) : null;
		if (sentAt instanceof Number millis) {
			return between(millis.longValue(), now);
		}
		Date timestamp = request.getTimestamp();
		return (timestamp != null) ? between(timestamp.getTime() / 1000 * 1000, now / 1000 * 1000) : null;
	}

	/**
	 * Return the time between two instants, or {@code null} if it is implausible because
	 * one of the clocks is wrong.
	 */
	private static @Nullable Duration between(long sentAt, long now) {
		return (sentAt <= now && sentAt >= now - LONGEST.toMillis()) ? Duration.ofMillis(now - sentAt) : null;
	}

}
