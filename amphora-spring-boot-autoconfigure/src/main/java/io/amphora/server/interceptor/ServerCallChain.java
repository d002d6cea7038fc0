package io.amphora.server.interceptor;

import org.jspecify.annotations.Nullable;

/**
 * The remaining interceptors and the function of a call.
 */
@FunctionalInterface
public interface ServerCallChain {

	/**
	 * Proceed with the call.
	 * @param call the call
	 * @return the result of the function, or a
	 * {@link java.util.concurrent.CompletionStage} of it if the function returned one
	 * @throws Exception if the function throws it;
	 * {@link io.amphora.WrongRequestException} if the server has no such function
	 */
	@Nullable Object proceed(ServerCall call) throws Exception;

}
