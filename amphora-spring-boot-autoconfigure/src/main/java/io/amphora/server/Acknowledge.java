package io.amphora.server;

/**
 * When a server acknowledges a request, and so, what becomes of the request if the server
 * dies.
 */
public enum Acknowledge {

	/**
	 * When the broker has confirmed the response. If the server dies before, another one
	 * runs the function again: it runs at least once.
	 */
	AFTER_RESPONSE,

	/**
	 * Before the function runs. If the server dies, the request is gone: the function
	 * runs once at the most. A request that may have been with a server before is not
	 * run; its caller gets an {@link io.amphora.AnswerLostException}. How many of those
	 * run whose results are futures, the prefetch does not bound then.
	 */
	ON_RECEIPT

}
