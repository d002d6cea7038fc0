package io.amphora.client;

/**
 * Sees the calls of a client before they are sent, and learns how they end. Safe for use
 * by several threads. A client asks its interceptors in the order in which they were
 * given, and tells them of outcomes in the opposite order.
 */
@FunctionalInterface
public interface ClientInterceptor {

	/**
	 * A call is about to be sent. Called on the thread of the caller, which must not be
	 * blocked if it delivers answers.
	 * @param call the call
	 * @throws RuntimeException to fail the call: it is not sent, and the exception goes
	 * to the caller, in the future if the call returns one
	 */
	void intercept(ClientCall call);

}
