package io.amphora.transport;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Lets any number of threads wait until something is empty. Thread-safe.
 */
final class Drain {

	private final BooleanSupplier empty;

	private final AtomicReference<CompletableFuture<Void>> drained = new AtomicReference<>(CompletableFuture.allOf());

	Drain(BooleanSupplier empty) {
		this.empty = empty;
	}

	/** Completes when it is empty, or when the patience is over. */
	CompletableFuture<Void> await(Duration patience) {
		CompletableFuture<Void> future = this.drained
			.updateAndGet((present) -> present.isDone() ? new CompletableFuture<>() : present);
		check();
		return future.copy().completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
	}

	/** Call whenever it may have become empty. */
	void check() {
		CompletableFuture<Void> future = this.drained.get();
		if (!future.isDone() && this.empty.getAsBoolean()) {
			future.complete(null);
		}
	}

}
