package io.amphora.server;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.amphora.transport.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * Requests that are acknowledged while their functions still run. The broker does not
 * know of them any more, so a server that stops has to wait for them here. Thread-safe.
 */
final class EarlyAcknowledged {

	private final Set<Delivery> running = ConcurrentHashMap.newKeySet();

	private volatile @Nullable CompletableFuture<@Nullable Void> drained;

	void acknowledge(Delivery delivery) {
		this.running.add(delivery);
		delivery.acknowledge();
	}

	boolean contains(Delivery delivery) {
		return this.running.contains(delivery);
	}

	/** A request is answered, one of these or any other. */
	void answered(Delivery delivery) {
		if (this.running.remove(delivery)) {
			checkDrained();
		}
	}

	/** Completes when none of them runs any more. */
	CompletableFuture<@Nullable Void> drained() {
		CompletableFuture<@Nullable Void> future = new CompletableFuture<>();
		this.drained = future;
		checkDrained();
		return future;
	}

	private void checkDrained() {
		CompletableFuture<@Nullable Void> future = this.drained;
		if (future != null && this.running.isEmpty()) {
			future.complete(null);
		}
	}

}
