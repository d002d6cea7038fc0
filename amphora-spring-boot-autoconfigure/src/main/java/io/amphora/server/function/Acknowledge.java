package io.amphora.server.function;

/**
 * When a server acknowledges a request. This determines what happens to the request if
 * the server crashes.
 */
public enum Acknowledge {

	/**
	 * After the broker has confirmed the reply. If the server crashes before that,
	 * another server runs the function again: the function runs at least once.
	 */
	AFTER_RESPONSE,

	/**
	 * Before the function runs. If the server crashes, the request is lost: the function
	 * runs at most once. A request that may have been delivered to a server before is not
	 * run; its caller gets an {@link io.amphora.AnswerLostException}. The prefetch does
	 * not limit how many functions that return futures run at a time.
	 */
	ON_RECEIPT

}
