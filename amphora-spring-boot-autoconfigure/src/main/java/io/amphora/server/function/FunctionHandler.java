package io.amphora.server.function;

import org.jspecify.annotations.Nullable;

/**
 * Runs a function. Called from several threads at a time.
 */
@FunctionalInterface
public interface FunctionHandler {

	/**
	 * Run the function.
	 * @param call the arguments and the context of the call
	 * @return the result; for a {@link java.util.concurrent.CompletionStage} or a
	 * {@link java.util.concurrent.Future}, the reply is sent when it completes
	 * @throws Exception sent to the caller as a remote exception. Throw
	 * {@link io.amphora.RemoteException} to choose its type and arguments,
	 * {@link io.amphora.WrongRequestException} if the arguments are invalid, or
	 * {@link io.amphora.IgnoreRequestException} to leave the request to another server
	 */
	@Nullable Object handle(FunctionCall call) throws Exception;

}
