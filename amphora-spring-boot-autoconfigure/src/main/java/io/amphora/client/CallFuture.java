package io.amphora.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.amphora.CallScope;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call. While a function blocks on it, or on a future derived from it,
 * its server can run other functions, as in a blocking call.
 *
 * @param <T> the type of the result
 */
final class CallFuture<T extends @Nullable Object> extends CompletableFuture<T> {

	@Override
	public <U extends @Nullable Object> CompletableFuture<U> newIncompleteFuture() {
		return new CallFuture<>();
	}

	@Override
	public T join() {
		CallScope scope = blocked();
		try {
			return super.join();
		}
		finally {
			unblocked(scope);
		}
	}

	@Override
	public T get() throws InterruptedException, ExecutionException {
		CallScope scope = blocked();
		try {
			return super.get();
		}
		finally {
			unblocked(scope);
		}
	}

	@Override
	public T get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
		CallScope scope = blocked();
		try {
			return super.get(timeout, unit);
		}
		finally {
			unblocked(scope);
		}
	}

	private @Nullable CallScope blocked() {
		CallScope scope = isDone() ? null : CallScope.current();
		if (scope != null) {
			scope.blocked();
		}
		return scope;
	}

	private static void unblocked(@Nullable CallScope scope) {
		if (scope != null) {
			scope.unblocked();
		}
	}

}
