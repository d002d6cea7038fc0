package io.amphora.server;

import org.jspecify.annotations.Nullable;

/**
 * Runs a function. Called by several threads at a time.
 */
@FunctionalInterface
public interface FunctionHandler {

	/**
	 * Run the function.
	 * @param call the arguments, and what is known of the caller
	 * @return the result; a {@link java.util.concurrent.CompletionStage} or a
	 * {@link java.util.concurrent.Future} is answered when it completes
	 * @throws Exception what the caller gets as a remote exception:
	 * {@link io.amphora.RemoteException} to choose its type and arguments,
	 * {@link io.amphora.WrongRequestException} if the arguments do not fit,
	 * {@link io.amphora.IgnoreRequestException} to leave the request to another server
	 */
	@Nullable Object handle(FunctionCall call) throws Exception;

}
