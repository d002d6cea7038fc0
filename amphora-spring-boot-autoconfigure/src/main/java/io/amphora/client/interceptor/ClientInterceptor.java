package io.amphora.client.interceptor;

/**
 * Intercepts the calls of a client before they are sent, and can observe how they end.
 * Must be thread-safe. A client invokes its interceptors in the order in which they were
 * added, and their outcome listeners in reverse order.
 */
@FunctionalInterface
public interface ClientInterceptor {

	/**
	 * Intercept a call before it is sent. Runs on the thread of the caller, and must not
	 * block if that thread delivers replies.
	 * @param call the call
	 * @throws RuntimeException to fail the call: the request is not sent, and the caller
	 * receives the exception, through the future if the call returns one
	 */
	void intercept(ClientCall call);

}
