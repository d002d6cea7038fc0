package io.amphora.transport;

import io.amphora.transport.connection.ReadingThread;

/**
 * Handles the deliveries of a subscription on a thread of the broker connection, which it
 * must not block. Deliveries are handled one after the other, unless they
 * {@linkplain #takesTime take time}.
 */
@FunctionalInterface
public interface DeliveryHandler {

	/**
	 * Handle a delivery, and settle it now or later.
	 * @param delivery the delivery
	 */
	void handle(Delivery delivery);

	/**
	 * Return whether {@link #handle} completes quickly for a delivery and runs no foreign
	 * code, so that the {@linkplain ReadingThread reading thread} may call it.
	 * @param delivery the delivery
	 * @return {@code false} by default: another thread of the broker connection handles
	 * the delivery
	 */
	default boolean immediate(Delivery delivery) {
		return false;
	}

	/**
	 * Return whether {@link #handle} takes so long that later deliveries must not wait
	 * for it.
	 * @param delivery the delivery
	 * @return {@code false} by default; if {@code true}, a separate thread handles the
	 * delivery, concurrently with others
	 */
	default boolean takesTime(Delivery delivery) {
		return false;
	}

}
