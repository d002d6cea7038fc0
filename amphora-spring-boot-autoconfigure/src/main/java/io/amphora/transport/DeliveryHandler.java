package io.amphora.transport;

/**
 * Gets the deliveries of a subscription, one after the other, on a thread of the broker
 * connection: it must not block.
 */
@FunctionalInterface
public interface DeliveryHandler {

	/**
	 * Take a delivery, and settle it now or later.
	 * @param delivery the delivery
	 */
	void handle(Delivery delivery);

}
