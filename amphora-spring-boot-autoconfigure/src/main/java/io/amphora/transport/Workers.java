package io.amphora.transport;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * The threads that do whatever waits for the broker over one connection. All work of a
 * channel is done by the same thread, so it has an order, and the threads share the
 * channels, so that many channels are opened at the same time, and one that the broker
 * keeps waiting holds up few others. A thread is started with its first channel.
 * Thread-safe.
 */
final class Workers {

	/** So many channels wait for the broker at the same time. */
	static final int COUNT = 4;

	private final List<ScheduledThreadPoolExecutor> workers;

	private final AtomicInteger taken = new AtomicInteger();

	Workers(String prefix) {
		ThreadFactory threads = new CustomizableThreadFactory(prefix);
		this.workers = Stream.generate(() -> worker(threads)).limit(COUNT).toList();
	}

	private static ScheduledThreadPoolExecutor worker(ThreadFactory threads) {
		ScheduledThreadPoolExecutor worker = new ScheduledThreadPoolExecutor(1, threads);
		worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
		return worker;
	}

	/** The thread for another channel, by turns. */
	ScheduledExecutorService next() {
		return this.workers.get(Math.floorMod(this.taken.getAndIncrement(), COUNT));
	}

	/**
	 * Stop all threads, each after what it was given before.
	 * @param last what to do once none of them uses the connection any more
	 */
	void close(Runnable last) {
		CompletableFuture
			.allOf(this.workers.stream()
				.map((worker) -> CompletableFuture.runAsync(worker::shutdown, worker))
				.toArray(CompletableFuture[]::new))
			.thenRun(last);
	}

}
