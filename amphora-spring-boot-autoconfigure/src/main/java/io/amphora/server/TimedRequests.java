package io.amphora.server;

import io.amphora.transport.Delivery;
import io.amphora.transport.DeliveryHandler;

/**
 * Tells requests how long they have waited before they came, and has them handled.
 * Thread-safe if the handler is.
 *
 * @param clocks knows how long they have waited
 * @param handler handles them
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
