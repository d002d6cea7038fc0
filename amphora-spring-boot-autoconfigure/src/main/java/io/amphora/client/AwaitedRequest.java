package io.amphora.client;

import io.amphora.transport.Delivery;

/**
 * A request that somebody answers.
 */
abstract class AwaitedRequest extends Request {

	AwaitedRequest(RequestHead head) {
		super(head);
	}

	/**
	 * Take an answer.
	 * @return {@code true} if no further one is wanted
	 */
	abstract boolean answered(Delivery delivery);

	@Override
	String replyTo() {
		return head().factory().responseQueue();
	}

}
