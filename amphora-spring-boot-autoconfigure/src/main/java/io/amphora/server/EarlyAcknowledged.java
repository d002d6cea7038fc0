package io.amphora.server;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.amphora.transport.Delivery;
import io.amphora.transport.Drain;

/**
 * Requests that are acknowledged while their functions still run. The broker does not
 * know of them any more, so a server that stops has to wait for them here. Thread-safe.
 */
final class EarlyAcknowledged {

	private final Set<Delivery> running = ConcurrentHashMap.newKeySet();

	private final Drain drain = new Drain(this.running::isEmpty);

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
			this.drain.check();
		}
	}

	/** Completes when none of them runs any more. */
	CompletableFuture<Void> drained() {
		return this.drain.await();
	}

}
