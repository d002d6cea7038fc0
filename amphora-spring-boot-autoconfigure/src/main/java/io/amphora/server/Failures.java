package io.amphora.server;

import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import io.amphora.RemoteException;
import io.amphora.WrongRequestException;
import io.amphora.serializer.RpcResult;

/**
 * What callers are told of exceptions.
 */
final class Failures {

	private Failures() {
	}

	/** What a function threw, without what futures wrap around it. */
	static Throwable unwrap(Throwable thrown) {
		Throwable failure = thrown;
		while ((failure instanceof CompletionException || failure instanceof ExecutionException)
				&& failure.getCause() != null) {
			failure = failure.getCause();
		}
		return failure;
	}

	static RpcResult toResult(Throwable failure) {
		if (failure instanceof RemoteException remote) {
			return new RpcResult.Failure(remote.errorType(), remote.args());
		}
		String message = failure.getMessage();
		return new RpcResult.Failure(type(failure), (message != null) ? List.of(message) : List.of());
	}

	private static String type(Throwable failure) {
		if (failure instanceof WrongRequestException) {
			return WrongRequestException.WIRE_TYPE;
		}
		String name = failure.getClass().getSimpleName();
		return name.isEmpty() ? failure.getClass().getSuperclass().getSimpleName() : name;
	}

}
