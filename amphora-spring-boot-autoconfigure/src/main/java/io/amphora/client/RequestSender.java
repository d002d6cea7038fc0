package io.amphora.client;

import java.time.Duration;

/**
 * Sends requests. Thread-safe.
 */
@FunctionalInterface
interface RequestSender {

	/**
	 * Send a request, alone or together with others.
	 * @param request the request
	 * @param patience how long to wait for room
	 * @return {@code false} if there was no room
	 * @throws InterruptedException if the current thread is interrupted while it waits
	 */
	boolean send(Request request, Duration patience) throws InterruptedException;

}
