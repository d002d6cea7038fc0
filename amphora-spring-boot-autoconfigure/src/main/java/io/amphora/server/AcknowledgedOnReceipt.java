package io.amphora.server;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.amphora.transport.Delivery;
import io.amphora.transport.thread.Drain;

/**
 * Requests that are acknowledged while their functions still run. The broker no longer
 * tracks them, so a server that shuts down waits for them here. Thread-safe.
 */
final class AcknowledgedOnReceipt {

	private final Set<Delivery> running = ConcurrentHashMap.newKeySet();

	private final Drain drain = new Drain(this.running::isEmpty);

	void acknowledge(Delivery delivery) {
		this.running.add(delivery);
		delivery.acknowledge();
	}

	boolean contains(Delivery delivery) {
		return this.running.contains(delivery);
	}

	/** Remove a request after its reply, if it is one of these. */
	void answered(Delivery delivery) {
		if (this.running.remove(delivery)) {
			this.drain.check();
		}
	}

	/** Return a future that completes when no function of these requests is running. */
	CompletableFuture<Void> drained() {
		return this.drain.await();
	}

}
