package io.amphora.server;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * A server at work on a further queue. Thread-safe.
 */
public interface QueueReceiver {

	/**
	 * The queue.
	 * @return its name on the broker
	 */
	String queue();

	/**
	 * What the receiver is doing.
	 * @return its state
	 */
	State state();

	/**
	 * How many requests it has taken.
	 * @return the number, redeliveries included
	 */
	int count();

	/**
	 * The end of taking requests.
	 * @return completes when the maximum is reached or the receiver is cancelled;
	 * exceptionally with {@link ReceiveTimeoutException} if the timeout elapses first, or
	 * with {@link io.amphora.TopologyException} if there is no such queue. Its dependent
	 * actions must not block.
	 */
	CompletableFuture<@Nullable Void> ended();

	/**
	 * The end of everything.
	 * @return completes when all requests that were taken are answered and the channel is
	 * closed. Its dependent actions must not block.
	 */
	CompletableFuture<@Nullable Void> closed();

	/**
	 * Take no further requests. Those that were taken are still answered.
	 */
	void cancel();

	/** What a receiver is doing. */
	enum State {

		/** Requests are taken. */
		RECEIVING,

		/** No more requests are taken; some are still being answered. */
		ENDING,

		/** The channel is closed. */
		CLOSED

	}

}
