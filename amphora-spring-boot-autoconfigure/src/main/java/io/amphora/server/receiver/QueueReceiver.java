package io.amphora.server.receiver;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * Takes requests from an additional queue of a server. Thread-safe.
 */
public interface QueueReceiver {

	/**
	 * Return the queue.
	 * @return the name of the queue on the broker
	 */
	String queue();

	/**
	 * Return the state of this receiver.
	 * @return the state
	 */
	State state();

	/**
	 * Return the number of requests taken.
	 * @return the number, including redeliveries
	 */
	int count();

	/**
	 * Return a future that completes when no more requests are taken.
	 * @return completes when the maximum is reached or the receiver is cancelled,
	 * exceptionally with {@link ReceiveTimeoutException} if the timeout elapses first, or
	 * with {@link io.amphora.TopologyException} if the queue does not exist. Callbacks
	 * must not block.
	 */
	CompletableFuture<@Nullable Void> ended();

	/**
	 * Return a future that completes when this receiver is closed.
	 * @return completes when all requests taken have their replies and the channel is
	 * closed. Callbacks must not block.
	 */
	CompletableFuture<@Nullable Void> closed();

	/**
	 * Stop taking requests. The server still replies to the requests taken before.
	 */
	void cancel();

	/** The state of a receiver. */
	enum State {

		/** Requests are being taken. */
		RECEIVING,

		/** No more requests are taken; some are still being handled. */
		ENDING,

		/** The channel is closed. */
		CLOSED

	}

}
