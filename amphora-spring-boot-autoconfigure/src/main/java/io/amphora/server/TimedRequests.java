package io.amphora.server;

import io.amphora.transport.Delivery;
import io.amphora.transport.DeliveryHandler;

/**
 * Records how long requests waited before they arrived, and passes them to a handler.
 * Thread-safe if the handler is.
 *
 * @param clocks determines how long requests waited
 * @param handler handles the requests
 */
record TimedRequests(SenderClocks clocks, DeliveryHandler handler) implements DeliveryHandler {

	@Override
	public boolean immediate(Delivery delivery) {
		return this.handler.immediate(delivery);
	}

	@Override
	public void handle(Delivery delivery) {
		this.clocks.arrived(delivery);
		this.handler.handle(delivery);
	}

}
