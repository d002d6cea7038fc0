package io.amphora.server;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;

import io.amphora.transport.Delivery;
import io.amphora.transport.Subscription;

/**
 * What takes requests from the queue of a service and from further ones. The monitor
 * guards the fields and orders pauses and ends; nothing blocks while it is held.
 */
final class RequestConsumers {

	private final Subscription requests;

	private final QueueReceivers receivers;

	private boolean serving;

	private boolean paused;

	RequestConsumers(Subscription requests, QueueReceivers receivers) {
		this.requests = requests;
		this.receivers = receivers;
	}

	/**
	 * Take requests of the service.
	 * @return completes when the broker has accepted the consumer
	 */
	synchronized CompletableFuture<Void> start() {
		this.serving = true;
		this.paused = false;
		return this.requests.start();
	}

	/** The server is about to stop: no pause is followed by a resumption any more. */
	synchronized void end() {
		this.serving = false;
		this.paused = false;
	}

	/**
	 * Take no requests for now, neither of the service nor from further queues. Called
	 * repeatedly, as others may have started to consume.
	 */
	synchronized void pause() {
		this.receivers.pause();
		if (this.serving && (!this.paused || this.requests.consuming())) {
			this.paused = true;
			this.requests.cancel();
		}
	}

	/** Take requests again, if that was paused. */
	synchronized void resume() {
		this.receivers.resume();
		if (this.serving && this.paused) {
			this.paused = false;
			this.requests.start();
		}
	}

	/**
	 * Whether the broker delivers no request of the service until one of these is
	 * settled.
	 */
	boolean exhaustedBy(Collection<Delivery> deliveries) {
		return this.requests.exhaustedBy(deliveries);
	}

}
