package io.amphora.server;

import org.jspecify.annotations.Nullable;

/**
 * What comes after an interceptor.
 */
@FunctionalInterface
public interface ServerCallChain {

	/**
	 * Go on with the call.
	 * @param call the call
	 * @return the function's result, or a {@link java.util.concurrent.CompletionStage} of
	 * it if the function returned one
	 * @throws Exception what the function threw; {@link io.amphora.WrongRequestException}
	 * if the server has no such function
	 */
	@Nullable Object proceed(ServerCall call) throws Exception;

}
