package io.amphora.transport;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Lets any number of threads wait until something is empty. Thread-safe.
 */
public final class Drain {

	private final BooleanSupplier empty;

	private final AtomicReference<CompletableFuture<Void>> drained = new AtomicReference<>(CompletableFuture.allOf());

	/**
	 * Create a drain.
	 * @param empty whether it is empty now
	 */
	public Drain(BooleanSupplier empty) {
		this.empty = empty;
	}

	/**
	 * Wait until it is empty.
	 * @param patience how long to wait
	 * @return completes when it is empty, or when the patience is over
	 */
	public CompletableFuture<Void> await(Duration patience) {
		return await().completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Wait until it is empty.
	 * @return completes when it is empty
	 */
	public CompletableFuture<Void> await() {
		CompletableFuture<Void> future = this.drained
			.updateAndGet((present) -> present.isDone() ? new CompletableFuture<>() : present);
		check();
		return future.copy();
	}

	/**
	 * Call whenever it may have become empty.
	 */
	public void check() {
		CompletableFuture<Void> future = this.drained.get();
		if (!future.isDone() && this.empty.getAsBoolean()) {
			future.complete(null);
		}
	}

}
