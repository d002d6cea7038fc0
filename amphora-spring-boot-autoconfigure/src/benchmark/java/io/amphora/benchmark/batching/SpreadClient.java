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

package io.amphora.benchmark.batching;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.amphora.benchmark.load.BenchmarkBroker;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;

import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;

/**
 * Calls a service as fast as it may. For one thread.
 */
final class SpreadClient implements AutoCloseable {

	private final CachingConnectionFactory connectionFactory;

	private final AmphoraClient client;

	private final RemoteFunction work;

	SpreadClient(BenchmarkBroker broker, String service, Batching batching) throws Exception {
		this.connectionFactory = broker.amphoraFactory();
		this.client = batching.applyTo(AmphoraClient.builder(service, this.connectionFactory)).build();
		this.client.serve().get();
		this.work = this.client.function("work").timeout(Duration.ofMinutes(10));
	}

	Spread call(int count, int servers) throws InterruptedException {
		List<AtomicInteger> runs = Stream.generate(AtomicInteger::new).limit(servers).toList();
		AtomicLong failures = new AtomicLong();
		CountDownLatch pending = new CountDownLatch(count);
		long start = System.nanoTime();
		for (int i = 0; i < count; i++) {
			this.work.defer(Integer.class).whenComplete((server, failure) -> {
				if (failure == null) {
					runs.get(server).incrementAndGet();
				}
				else {
					failures.incrementAndGet();
				}
				pending.countDown();
			});
		}
		pending.await();
		return new Spread((System.nanoTime() - start) / 1e9, runs.stream().map(AtomicInteger::get).toList(),
				failures.get());
	}

	@Override
	public void close() {
		this.client.close();
		this.connectionFactory.destroy();
	}

}
