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

package io.amphora.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import io.amphora.AmphoraException;
import io.amphora.client.AmphoraClient;
import io.amphora.client.RemoteFunction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Threads that call {@code add} one time after the other until told to stop, and check
 * each reply.
 */
final class Load implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final AtomicInteger replied = new AtomicInteger();

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private final List<Future<?>> callers = new ArrayList<>();

	private final ExecutorService threads;

	private final RemoteFunction add;

	private volatile boolean stopped;

	Load(AmphoraClient client, int threads) {
		this(client.function("add"), threads);
	}

	Load(RemoteFunction add, int threads) {
		this.add = add;
		this.threads = Executors.newFixedThreadPool(threads);
		for (int i = 0; i < threads; i++) {
			int caller = i;
			this.callers.add(this.threads.submit(() -> run(caller)));
		}
	}

	private void run(int caller) {
		for (int i = 0; !this.stopped; i++) {
			try {
				assertThat(this.add.call(Integer.class, caller, i)).isEqualTo(caller + i);
				this.replied.incrementAndGet();
			}
			catch (AmphoraException | AssertionError ex) {
				this.failures.add(ex);
			}
		}
	}

	/** Wait for further replies. */
	void awaitReplies(int count) {
		int before = this.replied.get();
		await().atMost(PATIENCE).until(() -> this.replied.get() >= before + count);
	}

	/** No more calls; wait for the ends of those that are open. */
	void finish() {
		this.stopped = true;
		for (Future<?> caller : this.callers) {
			assertThat(caller).succeedsWithin(PATIENCE);
		}
	}

	/** What calls ended with that got no reply, or a wrong one. */
	List<Throwable> failures() {
		return List.copyOf(this.failures);
	}

	@Override
	public void close() {
		this.stopped = true;
		this.threads.shutdownNow();
	}

}
