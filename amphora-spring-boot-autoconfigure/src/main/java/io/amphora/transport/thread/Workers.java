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

package io.amphora.transport.thread;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Threads for operations that wait for the broker on one connection. All work of a
 * channel runs on the same thread, and so in order. The threads share the channels: many
 * channels can be opened at the same time, and one that waits for the broker delays few
 * others. A thread is started with its first channel. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Workers {

	/** Number of channels that can wait for the broker at the same time. */
	public static final int COUNT = 4;

	private final List<ScheduledThreadPoolExecutor> workers;

	private final AtomicInteger taken = new AtomicInteger();

	/**
	 * Create the threads of a connection.
	 * @param prefix the prefix of the names of the threads
	 */
	public Workers(String prefix) {
		ThreadFactory threads = new CustomizableThreadFactory(prefix);
		this.workers = Stream.generate(() -> worker(threads)).limit(COUNT).toList();
	}

	private static ScheduledThreadPoolExecutor worker(ThreadFactory threads) {
		ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1, threads);
		worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		return worker;
	}

	/**
	 * Return the thread for another channel, in turn.
	 * @return the thread
	 */
	public ScheduledExecutorService next() {
		return this.workers.get(Math.floorMod(this.taken.getAndIncrement(), COUNT));
	}

	/**
	 * Stop all threads after the work that was submitted before.
	 * @param last run once no thread uses the connection any more
	 */
	public void close(Runnable last) {
		CompletableFuture
			.allOf(this.workers.stream()
				.map((worker) -> CompletableFuture.runAsync(worker::shutdown, worker))
				.toArray(CompletableFuture[]::new))
			.thenRun(last);
	}

}
