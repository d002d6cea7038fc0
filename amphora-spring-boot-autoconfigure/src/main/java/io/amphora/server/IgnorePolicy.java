package io.amphora.server;

import io.amphora.transport.Delivery;

/**
 * What becomes of requests that a function ignores.
 */
@FunctionalInterface
interface IgnorePolicy {

	/**
	 * Settle an ignored request, now or later.
	 * @param delivery the request
	 * @param done called when it is settled
	 * @return {@code false} if the request has to be answered instead
	 */
	boolean ignore(Delivery delivery, Runnable done);

	/** Every other fanout server has the request as well. */
	static IgnorePolicy drop() {
		return (delivery, done) -> {
			delivery.acknowledge();
			done.run();
			return true;
		};
	}

}
