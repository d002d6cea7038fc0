package io.amphora.server;

import io.amphora.transport.Delivery;

/**
 * Decides what happens to requests that a function ignores.
 */
@FunctionalInterface
interface IgnorePolicy {

	/**
	 * Settle an ignored request, now or later.
	 * @param delivery the request
	 * @param done called when the request is settled
	 * @return {@code false} if the server has to send an error reply instead
	 */
	boolean ignore(Delivery delivery, Runnable done);

	/** Every other fanout server receives the request, so acknowledge it. */
	static IgnorePolicy drop() {
		return (delivery, done) -> {
			delivery.acknowledge();
			done.run();
			return true;
		};
	}

}
