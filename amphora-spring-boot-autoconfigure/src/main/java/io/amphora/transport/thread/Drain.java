package io.amphora.transport.thread;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Completes futures once something is empty. Thread-safe.
 */
public final class Drain {

	private final BooleanSupplier empty;

	private final AtomicReference<CompletableFuture<Void>> drained = new AtomicReference<>(CompletableFuture.allOf());

	/**
	 * Create a drain.
	 * @param empty returns whether it is empty now
	 */
	public Drain(BooleanSupplier empty) {
		this.empty = empty;
	}

	/**
	 * Return a future that completes once it is empty.
	 * @param patience maximum time to wait
	 * @return a future that also completes when that time is over
	 */
	public CompletableFuture<Void> await(Duration patience) {
		return await().completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Return a future that completes once it is empty.
	 * @return the future
	 */
	public CompletableFuture<Void> await() {
		CompletableFuture<Void> future = this.drained
			.updateAndGet((present) -> present.isDone() ? new CompletableFuture<>() : present);
		check();
		return future.copy();
	}

	/**
	 * Complete the futures if it is empty. Must be called whenever it may have become
	 * empty.
	 */
	public void check() {
		CompletableFuture<Void> future = this.drained.get();
		if (!future.isDone() && this.empty.getAsBoolean()) {
			future.complete(null);
		}
	}

}
