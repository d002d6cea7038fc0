package io.amphora.server;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

/**
 * Finds functions, and runs them inside of the interceptors. Thread-safe.
 */
final class FunctionRunner {

	private final FunctionRegistry functions;

	private final List<ServerInterceptor> interceptors;

	FunctionRunner(FunctionRegistry functions, List<ServerInterceptor> interceptors) {
		this.functions = functions;
		this.interceptors = interceptors;
	}

	@Nullable FunctionDefinition find(String name) {
		return this.functions.find(name);
	}

	boolean intercepts() {
		return !this.interceptors.isEmpty();
	}

	@Nullable Object run(@Nullable FunctionDefinition function, FunctionCall call) throws Exception {
		return intercepts() ? proceed(0, function, call, new InterceptedCall(call, function)) : handle(function, call);
	}

	private @Nullable Object proceed(int index, @Nullable FunctionDefinition function, FunctionCall call,
			ServerCall seen) throws Exception {
		return (index < this.interceptors.size())
				? this.interceptors.get(index).intercept(seen, (next) -> proceed(index + 1, function, call, next))
				: awaited(handle(function, call));
	}

	private @Nullable Object handle(@Nullable FunctionDefinition function, FunctionCall call) throws Exception {
		if (function == null) {
			throw this.functions.unknown(call.context().function());
		}
		return function.handler().handle(call);
	}

	/** A future that tells nobody would keep interceptors from learning the outcome. */
	static @Nullable Object awaited(@Nullable Object returned) throws Exception {
		return (returned instanceof Future<?> future && !(returned instanceof CompletionStage)) ? future.get()
				: returned;
	}

}
