package io.amphora.server;

import org.jspecify.annotations.Nullable;

/**
 * Runs around the functions of a server. Safe for use by several threads. A server asks
 * its interceptors in the order in which they were given, the first one outermost.
 */
@FunctionalInterface
public interface ServerInterceptor {

	/**
	 * Run the function, or keep it from running. Called on the thread that the function
	 * runs on, with the call as {@link io.amphora.CallContext#current()}; also for a
	 * function that the server does not have.
	 * @param call the call
	 * @param chain the further interceptors, and the function
	 * @return the result, usually that of the chain, which is written as the type that
	 * the function declares; a {@link java.util.concurrent.CompletionStage} is answered
	 * when it completes, and is what the chain returns if the function does
	 * @throws Exception what the caller gets as a remote exception, as if the function
	 * had thrown it
	 */
	@Nullable Object intercept(ServerCall call, ServerCallChain chain) throws Exception;

}
