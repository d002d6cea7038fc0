package io.amphora.client;

import java.time.Duration;

/**
 * Sends requests. Thread-safe.
 */
@FunctionalInterface
interface RequestSender {

	/**
	 * Send a request, either separately or in a batch.
	 * @param request the request
	 * @param patience how long to wait for room in the send buffer
	 * @return {@code false} if there was no room
	 * @throws InterruptedException if the current thread is interrupted while waiting
	 */
	boolean send(Request request, Duration patience) throws InterruptedException;

}
