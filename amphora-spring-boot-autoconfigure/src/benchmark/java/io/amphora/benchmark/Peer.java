package io.amphora.benchmark;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A client and a server of one kind. Thread-safe.
 */
interface Peer extends AutoCloseable {

	long PATIENCE_SECONDS = 30;

	/**
	 * Call, and do not wait.
	 * @param body what to send
	 * @return completes with the answer
	 * @throws Exception if the peer cannot send
	 */
	default CompletableFuture<?> defer(Body body) throws Exception {
		throw new UnsupportedOperationException();
	}

	/**
	 * Call, and wait for the answer.
	 * @param body what to send
	 * @throws Exception if there is no answer
	 */
	default void call(Body body) throws Exception {
		defer(body).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
	}

	@Override
	void close();

}
