package io.amphora.transport;

/**
 * Gets the deliveries of a subscription, one after the other unless it says that one
 * takes time, on a thread of the broker connection: it must not block.
 */
@FunctionalInterface
public interface DeliveryHandler {

	/**
	 * Take a delivery, and settle it now or later.
	 * @param delivery the delivery
	 */
	void handle(Delivery delivery);

	/**
	 * Whether {@link #handle} is done with a delivery at once and runs nothing that
	 * others have written, so that the {@linkplain ReadingThread thread that reads} may
	 * do it.
	 * @param delivery the delivery
	 * @return {@code false} unless the handler says otherwise: another thread of the
	 * broker connection handles the delivery
	 */
	default boolean immediate(Delivery delivery) {
		return false;
	}

	/**
	 * Whether {@link #handle} takes so long that deliveries behind this one must not wait
	 * for it.
	 * @param delivery the delivery
	 * @return {@code false} unless the handler says otherwise: a thread for such
	 * deliveries handles this one, at the same time as others
	 */
	default boolean takesTime(Delivery delivery) {
		return false;
	}

}
